/** An empty base map. A geo chart asks for a world map even where it brings its own boundaries (plotly.js issue 6767):
   with these entries preset, plotly.js asks no server, and no foreign boundary can ever be drawn. */

import { baseMaps } from "./compat.js";

/** @type {{type: string, geometries: object[]}} */
const empty = { type: "GeometryCollection", geometries: [] };
const layers = ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"];
const scopes = [
  "world",
  "asia",
  "africa",
  "europe",
  "north-america",
  "south-america",
  "oceania",
  "usa",
  "antarctica",
];
/** @type {{type: string, arcs: object[], objects: Record<string, object>}} */
const topology = { type: "Topology", arcs: [], objects: {} };
layers.forEach((layer) => {
  topology.objects[layer] = empty;
});

const maps = baseMaps();
scopes.forEach((scope) => {
  ["110m", "50m"].forEach((resolution) => {
    maps[`${scope}_${resolution}`] = topology;
  });
});
