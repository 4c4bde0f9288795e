/* The share dialog: link, frame with preview, signed frame, citation. Made of plain elements, nothing is sent until asked. */
(function () {
  'use strict';
  var WORDS = {
    zh: {link: '链接', live: '随数据更新', pinned: '固定在当前数据版本', embed: '嵌入', size: '尺寸', theme: '主题', light: '浅色', dark: '深色', lang: '语言', sign: '签名（锁定图表、筛选、版本）', days: '有效天数', make: '生成签名链接', cite: '引用', copy: '复制', copied: '已复制', close: '关闭', preview: '预览', failed: '未能生成：'},
    en: {link: 'Link', live: 'Live', pinned: 'Pinned to this data version', embed: 'Embed', size: 'Size', theme: 'Theme', light: 'Light', dark: 'Dark', lang: 'Language', sign: 'Signed (locks exhibit, filters, version)', days: 'Days', make: 'Make signed link', cite: 'Cite', copy: 'Copy', copied: 'Copied', close: 'Close', preview: 'Preview', failed: 'Not made: '}
  };
  var SIZES = [['640×480', 640, 480], ['960×540', 960, 540], ['1280×720', 1280, 720], ['100%×480', '100%', 480]];
  function make(name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      if (key === 'text') { element.textContent = attributes[key]; } else if (key.slice(0, 2) === 'on') { element.addEventListener(key.slice(2), attributes[key]); } else { element.setAttribute(key, attributes[key]); }
    });
    (children || []).forEach(function (child) { if (child) { element.appendChild(child); } });
    return element;
  }
  function address(path, parts) {
    var query = parts.filter(Boolean).join('&');
    return window.location.origin + path + (query ? '?' + query : '');
  }
  function open(facts) {
    var now = document.documentElement.getAttribute('lang') === 'en' ? 'en' : 'zh', say = WORDS[now];
    var state = {pinned: false, size: 0, theme: document.documentElement.getAttribute('data-bs-theme') || 'light', lang: now, signed: null};
    var link = make('input', {readonly: '', 'class': 'form-control form-control-sm', 'aria-label': say.link, 'data-share-link': ''});
    var code = make('textarea', {readonly: '', rows: '3', 'class': 'form-control form-control-sm', 'aria-label': say.embed, 'data-share-embed': ''});
    var cite = make('textarea', {readonly: '', rows: '5', 'class': 'form-control form-control-sm', 'aria-label': say.cite, 'data-share-cite': ''});
    var frame = make('iframe', {title: say.preview, loading: 'lazy'});
    var note = make('p', {'class': 'muted', role: 'status'});
    var form = 'text';
    function view() { return [state.lang === 'en' && 'lang=en', state.theme === 'dark' && 'theme=dark']; }
    function pin() { return state.pinned && 'version=' + facts.version; }
    function show() {
      link.value = address(facts.prefix + facts.page, [facts.pageQuery, pin()].concat(view())) + '#exhibit-' + facts.exhibit;
      var source = state.signed || address(facts.prefix + 'embed/' + facts.exhibit, [facts.query, pin()].concat(view()));
      var size = SIZES[state.size];
      code.value = '<iframe src="' + source.replace(/&/g, '&amp;') + '" width="' + size[1] + '" height="' + size[2] + '" style="border:0" loading="lazy" title="' + facts.title.replace(/"/g, '&quot;') + '"></iframe>';
      if (frame.getAttribute('src') !== source) { frame.setAttribute('src', source); }
      cite.value = facts.citations[form].split('ADDRESS').join(link.value);
    }
    function change(patch) { Object.assign(state, {signed: null}, patch); show(); }
    function select(label, options, value, apply) {
      return make('label', {text: label + ' '}, [make('select', {'class': 'form-select form-select-sm', onchange: function (event) { apply(event.target.value); }}, options.map(function (option) {
        return make('option', Object.assign({value: option[0], text: option[1]}, String(option[0]) === String(value) ? {selected: ''} : {}));
      }))]);
    }
    function copier(field) {
      return make('button', {type: 'button', 'class': 'out', text: say.copy, onclick: function (event) {
        field.select();
        if (navigator.clipboard) { navigator.clipboard.writeText(field.value); } else { document.execCommand('copy'); }
        event.target.textContent = say.copied;
      }});
    }
    var days = make('input', {type: 'number', min: '1', max: '3650', value: '30', 'class': 'form-control form-control-sm number', 'aria-label': say.days});
    function sign() {
      var path = facts.prefix + 'sign/' + facts.exhibit + '?' + [facts.query, 'version=' + facts.version, 'days=' + days.value].concat(view()).filter(Boolean).join('&');
      fetch(path).then(function (answer) { return answer.json(); }).then(function (answer) {
        if (!answer.address) { throw new Error(answer.error[0].allowed); }
        state.signed = window.location.origin + answer.address; note.textContent = ''; show();
      }).catch(function (error) { note.textContent = say.failed + error.message; });
    }
    var dialog = make('dialog', {'class': 'share', 'aria-label': facts.title}, [
      make('header', {}, [make('h2', {text: facts.title}), make('button', {type: 'button', 'class': 'out', text: say.close, onclick: function () { dialog.close(); }})]),
      make('div', {'class': 'share-row'}, [
        select(say.link, [['', say.live], ['1', say.pinned]], '', function (value) { change({pinned: Boolean(value)}); }),
        select(say.lang, [['zh', '中文'], ['en', 'English']], state.lang, function (value) { change({lang: value}); }),
        select(say.theme, [['light', say.light], ['dark', say.dark]], state.theme, function (value) { change({theme: value}); })]),
      make('div', {'class': 'share-line'}, [link, copier(link)]),
      make('h3', {text: say.embed}),
      make('div', {'class': 'share-row'}, [
        select(say.size, SIZES.map(function (size, i) { return [i, size[0]]; }), 0, function (value) { state.size = Number(value); show(); }),
        make('label', {text: say.sign + ' · ' + say.days + ' '}, [days]),
        make('button', {type: 'button', 'class': 'out', text: say.make, 'data-share-sign': '', onclick: sign})]),
      note,
      make('div', {'class': 'share-line'}, [code, copier(code)]),
      frame,
      make('h3', {text: say.cite}),
      make('div', {'class': 'share-row'}, [select('', [['text', '文本 / Text'], ['gbt7714', 'GB/T 7714'], ['bibtex', 'BibTeX']], 'text', function (value) { form = value; show(); })]),
      make('div', {'class': 'share-line'}, [cite, copier(cite)])
    ]);
    dialog.addEventListener('close', function () { dialog.remove(); });
    document.body.appendChild(dialog);
    show();
    dialog.showModal();
  }
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-share]');
    if (button) { open(JSON.parse(button.getAttribute('data-share'))); }
  });
})();
