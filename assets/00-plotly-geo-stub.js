/* An empty base map. A geo chart asks for a world map even where it brings its own boundaries (plotly.js issue 6767):
   with these entries preset, plotly.js asks no server, and no foreign boundary can ever be drawn. */
(function () {
  'use strict';
  var empty = {type: 'GeometryCollection', geometries: []};
  var layers = ['coastlines', 'land', 'ocean', 'lakes', 'rivers', 'countries', 'subunits'];
  var scopes = [
    'world', 'asia', 'africa', 'europe', 'north-america', 'south-america', 'oceania', 'usa', 'antarctica'
  ];
  var topology = {type: 'Topology', arcs: [], objects: {}};
  layers.forEach(function (layer) { topology.objects[layer] = empty; });

  var assets = window.PlotlyGeoAssets = window.PlotlyGeoAssets || {topojson: {}};
  scopes.forEach(function (scope) {
    ['110m', '50m'].forEach(function (resolution) {
      assets.topojson[scope + '_' + resolution] = topology;
    });
  });
})();
