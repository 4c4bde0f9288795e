/** Go to another query of this page. @param {string} search empty, or beginning with `?` */
export function go(search) {
  window.dash_clientside.set_props("url", { search });
}
