/** Everything that a page runs, and the names that Dash finds it under. */

import "./early.js";
import "./geo_stub.js";
import "./briefing.js";
import "./buttons.js";
import "./calculator.js";
import { Card } from "./card.js";
import "./check.js";
import { moved } from "./controls.js";
import "./drawer.js";
import "./find.js";
import "./frame_height.js";
import { enterpriseLink, grid, sourceLink } from "./grid.js";
import "./grid_paper.js";
import "./import_page.js";
import "./keys.js";
import "./labels.js";
import { Address, Live, Static } from "./live.js";
import "./links.js";
import "./names.js";
import "./nav.js";
import "./network.js";
import "./notes.js";
import { options } from "./options.js";
import { locale, title } from "./page.js";
import "./paper.js";
import "./picture_saving.js";
import "./pop.js";
import "./quadrant.js";
import { rule } from "./rule.js";
import "./share.js";
import "./story.js";
import "./table.js";
import { briefing } from "./tray.js";
import { weights } from "./weights.js";

window.srdi_atlas = { Address, Card, Live, Static };
window.dash_clientside = Object.assign(window.dash_clientside || {}, {
  atlas: { locale, moved, title },
  briefing,
  grid,
  options,
  rule,
  weights,
});
window.dashAgGridComponentFunctions = Object.assign(window.dashAgGridComponentFunctions || {}, {
  enterpriseLink,
  sourceLink,
});
