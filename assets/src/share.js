/** The share dialog: link, frame with preview, signed frame, citation. Made of plain elements, nothing is sent until asked. */

const WORDS = {
  zh: {
    link: "链接",
    live: "随数据更新",
    pinned: "固定在当前数据版本",
    embed: "嵌入",
    size: "尺寸",
    theme: "主题",
    light: "浅色",
    dark: "深色",
    lang: "语言",
    sign: "签名（锁定图表、筛选、版本）",
    days: "有效天数",
    make: "生成签名链接",
    cite: "引用",
    copy: "复制",
    copied: "已复制",
    close: "关闭",
    preview: "预览",
    failed: "未能生成：",
  },
  en: {
    link: "Link",
    live: "Live",
    pinned: "Pinned to this data version",
    embed: "Embed",
    size: "Size",
    theme: "Theme",
    light: "Light",
    dark: "Dark",
    lang: "Language",
    sign: "Signed (locks exhibit, filters, version)",
    days: "Days",
    make: "Make signed link",
    cite: "Cite",
    copy: "Copy",
    copied: "Copied",
    close: "Close",
    preview: "Preview",
    failed: "Not made: ",
  },
};
const SIZES = [
  ["640×480", 640, 480],
  ["960×540", 960, 540],
  ["1280×720", 1280, 720],
  ["100%×480", "100%", 480],
];
function make(name, attributes, children) {
  const element = document.createElement(name);
  Object.keys(attributes || {}).forEach((key) => {
    if (key === "text") {
      element.textContent = attributes[key];
    } else if (key.slice(0, 2) === "on") {
      element.addEventListener(key.slice(2), attributes[key]);
    } else {
      element.setAttribute(key, attributes[key]);
    }
  });
  (children || []).forEach((child) => {
    if (child) {
      element.appendChild(child);
    }
  });
  return element;
}
function address(path, parts) {
  const query = parts.filter(Boolean).join("&");
  return window.location.origin + path + (query ? `?${query}` : "");
}
function open(facts) {
  const now = document.documentElement.getAttribute("lang") === "en" ? "en" : "zh";
  const say = WORDS[now];
  const state = {
    pinned: false,
    size: 0,
    theme: document.documentElement.getAttribute("data-bs-theme") || "light",
    lang: now,
    signed: null,
  };
  const link = make("input", {
    readonly: "",
    class: "form-control form-control-sm",
    "aria-label": say.link,
    "data-share-link": "",
  });
  const code = make("textarea", {
    readonly: "",
    rows: "3",
    class: "form-control form-control-sm",
    "aria-label": say.embed,
    "data-share-embed": "",
  });
  const cite = make("textarea", {
    readonly: "",
    rows: "5",
    class: "form-control form-control-sm",
    "aria-label": say.cite,
    "data-share-cite": "",
  });
  const frame = make("iframe", { title: say.preview, loading: "lazy" });
  const note = make("p", { class: "muted", role: "status" });
  let form = "text";
  function view() {
    return [state.lang === "en" && "lang=en", state.theme === "dark" && "theme=dark"];
  }
  function pin() {
    return state.pinned && `version=${facts.version}`;
  }
  function show() {
    link.value = `${address(facts.prefix + facts.page, [facts.pageQuery, pin()].concat(view()))}#exhibit-${facts.exhibit}`;
    const source =
      state.signed ||
      address(`${facts.prefix}embed/${facts.exhibit}`, [facts.query, pin()].concat(view()));
    const size = SIZES[state.size];
    code.value = `<iframe src="${source.replace(/&/g, "&amp;")}" width="${size[1]}" height="${size[2]}" style="border:0" loading="lazy" title="${facts.title.replace(/"/g, "&quot;")}"></iframe>`;
    if (frame.getAttribute("src") !== source) {
      frame.setAttribute("src", source);
    }
    cite.value = facts.citations[form].split("ADDRESS").join(link.value);
  }
  function change(patch) {
    Object.assign(state, { signed: null }, patch);
    show();
  }
  function select(label, options, value, apply) {
    return make("label", { text: `${label} ` }, [
      make(
        "select",
        {
          class: "form-select form-select-sm",
          onchange: (event) => {
            apply(event.target.value);
          },
        },
        options.map((option) =>
          make(
            "option",
            Object.assign(
              { value: option[0], text: option[1] },
              String(option[0]) === String(value) ? { selected: "" } : {},
            ),
          ),
        ),
      ),
    ]);
  }
  function copier(field) {
    return make("button", {
      type: "button",
      class: "out",
      text: say.copy,
      onclick: (event) => {
        field.select();
        if (navigator.clipboard) {
          navigator.clipboard.writeText(field.value);
        } else {
          document.execCommand("copy");
        }
        event.target.textContent = say.copied;
      },
    });
  }
  const days = make("input", {
    type: "number",
    min: "1",
    max: "3650",
    value: "30",
    class: "form-control form-control-sm number",
    "aria-label": say.days,
  });
  function sign() {
    const path = `${facts.prefix}sign/${facts.exhibit}?${[facts.query, `version=${facts.version}`, `days=${days.value}`].concat(view()).filter(Boolean).join("&")}`;
    fetch(path)
      .then((answer) => answer.json())
      .then((answer) => {
        if (!answer.address) {
          throw new Error(answer.error[0].allowed);
        }
        state.signed = window.location.origin + answer.address;
        note.textContent = "";
        show();
      })
      .catch((error) => {
        note.textContent = say.failed + error.message;
      });
  }
  const dialog = make("dialog", { class: "share", "aria-label": facts.title }, [
    make("header", {}, [
      make("h2", { text: facts.title }),
      make("button", {
        type: "button",
        class: "out",
        text: say.close,
        onclick: () => {
          dialog.close();
        },
      }),
    ]),
    make("div", { class: "share-row" }, [
      select(
        say.link,
        [
          ["", say.live],
          ["1", say.pinned],
        ],
        "",
        (value) => {
          change({ pinned: Boolean(value) });
        },
      ),
      select(
        say.lang,
        [
          ["zh", "中文"],
          ["en", "English"],
        ],
        state.lang,
        (value) => {
          change({ lang: value });
        },
      ),
      select(
        say.theme,
        [
          ["light", say.light],
          ["dark", say.dark],
        ],
        state.theme,
        (value) => {
          change({ theme: value });
        },
      ),
    ]),
    make("div", { class: "share-line" }, [link, copier(link)]),
    make("h3", { text: say.embed }),
    make("div", { class: "share-row" }, [
      select(
        say.size,
        SIZES.map((size, i) => [i, size[0]]),
        0,
        (value) => {
          state.size = Number(value);
          show();
        },
      ),
      make("label", { text: `${say.sign} · ${say.days} ` }, [days]),
      make("button", {
        type: "button",
        class: "out",
        text: say.make,
        "data-share-sign": "",
        onclick: sign,
      }),
    ]),
    note,
    make("div", { class: "share-line" }, [code, copier(code)]),
    frame,
    make("h3", { text: say.cite }),
    make("div", { class: "share-row" }, [
      select(
        "",
        [
          ["text", "文本 / Text"],
          ["gbt7714", "GB/T 7714"],
          ["bibtex", "BibTeX"],
        ],
        "text",
        (value) => {
          form = value;
          show();
        },
      ),
    ]),
    make("div", { class: "share-line" }, [cite, copier(cite)]),
  ]);
  dialog.addEventListener("close", () => {
    dialog.remove();
  });
  document.body.appendChild(dialog);
  show();
  dialog.showModal();
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-share]");
  if (button) {
    open(JSON.parse(button.getAttribute("data-share")));
  }
});
