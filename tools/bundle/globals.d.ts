/** Names that Dash, Plotly and the page put on `window`. */
interface Window {
  React: any;
  Plotly: any;
  PlotlyGeoAssets: { topojson: Record<string, object> };
  dash_ag_grid: any;
  dash_clientside: any;
  dash_component_api: any;
  dashAgGridComponentFunctions: Record<string, any>;
  srdi_atlas: Record<string, any>;
  atlasPicture: any;
}
