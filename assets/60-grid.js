/* Cell renderers of the enterprise grid. */
(function () {
  'use strict';
  var components = window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
  components.enterpriseLink = function (props) {
    if (!props.data) { return null; }
    var context = props.context || {};
    var prefix = context.prefix || '/', query = window.location.search;
    return window.React.createElement('a', {href: prefix + 'enterprise/' + encodeURIComponent(props.data.id) + query}, props.value);
  };
})();
