/** What the server's own Chromium runs beside plotly.js: components/travel/chromium.py. */

import "./geo_stub.js";
import "./picture.js";
