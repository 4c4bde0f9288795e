/* On a narrow screen the links to the pages scroll sideways: the one of this page is brought into view. */
(function () {
  'use strict';
  var shown = null;
  document.addEventListener('atlas:drawn', function () {
    var link = document.querySelector('.topbar nav .nav-link.active'), nav = link && link.closest('nav');
    if (!link || link === shown) { return; }
    shown = link;
    nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
  });
})();
