/* The enterprise grid: its cell renderers, and its library where a page came without it. */
(function () {
  'use strict';
  var root = window.dash_clientside = window.dash_clientside || {};
  root.grid = {
    arrive: function (path) {
      if (/\/enterprises$/.test(path || '') && !window.dash_ag_grid) { window.location.reload(); }
      return root.no_update;
    }
  };
  var components = window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
  components.enterpriseLink = function (props) {
    if (!props.data) { return null; }
    var context = props.context || {};
    var prefix = context.prefix || '/', query = window.location.search;
    return window.React.createElement('a', {href: prefix + 'enterprise/' + encodeURIComponent(props.data.id) + query}, props.value);
  };
})();
