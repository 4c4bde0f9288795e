/** The rule simulator: counts while a slider is dragged, rules to start from, to keep and to hand on. */

import { read, write } from "./address.js";
import { make } from "./elements.js";
import { go } from "./go.js";

const SCOPE = "rule.";
const KEPT = "srdi-rules";

/** @typedef {{step: number, [count: string]: any}} Curve counts at every step of a threshold */
/** @typedef {{rule: Record<string, number>, own: Record<string, number>, curves: Record<string, Curve>}} Standing */
/** @typedef {{name: string, rule: Record<string, string>}} Kept */

/** @returns {Standing | null} what came with the latest answer */
function standing() {
  const place = document.querySelector("[data-rule-curves]");
  return place ? JSON.parse(place.getAttribute("data-rule-curves") || "null") : null;
}

/** The counts where one threshold stands elsewhere; null where the curves do not say it.
 * @param {Standing} now
 * @param {Record<string, number>} at thresholds as the sliders stand
 * @returns {Record<string, number> | null}
 */
export function counts(now, at) {
  const moved = Object.keys(at).filter((name) => Math.abs(at[name] - now.rule[name]) > 1e-9);
  if (!moved.length) {
    return now.own;
  }
  const curve = now.curves[moved[0]];
  const place = curve ? at[moved[0]] / curve.step : -1;
  const nearest = Math.round(place);
  if (moved.length > 1 || Math.abs(place - nearest) > 1e-6 || nearest >= curve.meets.length) {
    return null;
  }
  return Object.fromEntries(Object.keys(now.own).map((name) => [name, curve[name][nearest]]));
}

/** @param {Record<string, number>} found */
function say(found) {
  document.querySelectorAll("[data-rule-curves] [data-count]").forEach((tile) => {
    const value = found[tile.getAttribute("data-count") || ""];
    /** @type {Element} */ (tile.querySelector("b")).textContent = value.toLocaleString("en");
  });
}

/** @returns {Kept[]} */
function kept() {
  try {
    return JSON.parse(window.localStorage.getItem(KEPT) || "[]");
  } catch {
    return [];
  }
}

/** @param {Kept[]} rules */
function keep(rules) {
  window.localStorage.setItem(KEPT, JSON.stringify(rules));
  list();
}

/** The thresholds of an address. @returns {Record<string, string>} */
function ruleOf(/** @type {string} */ search) {
  return Object.fromEntries(Object.entries(read(search)).filter(([key]) => key.startsWith(SCOPE)));
}

/** The page's address with another rule. @param {Record<string, string>} rule */
function withRule(rule) {
  const others = Object.entries(read(window.location.search)).filter(
    ([key]) => !key.startsWith(SCOPE),
  );
  return write({ ...Object.fromEntries(others), ...rule });
}

/** Words of the panel. @returns {Record<string, string>} */
function words() {
  const place = document.querySelector("[data-rule-words]");
  return JSON.parse(place?.getAttribute("data-rule-words") || "{}");
}

/** Write the list of saved rules. */
function list() {
  const place = document.getElementById("rule-saved");
  if (!place) {
    return;
  }
  place.textContent = "";
  const drop = words().drop || "";
  kept().forEach((rule, at) => {
    const set = JSON.stringify(rule.rule);
    const href = withRule(rule.rule) || "?";
    place.append(
      make("li", {}, [
        make("a", { text: rule.name, href, "data-rule-set": set }),
        make("button", { text: "×", type: "button", "data-rule-drop": at, "aria-label": drop }),
      ]),
    );
  });
}

function save() {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("rule-name"));
  const rule = ruleOf(window.location.search);
  const fallback = Object.entries(rule)
    .map(([key, value]) => `${key.slice(SCOPE.length)} ${value}`)
    .join(", ");
  const name = field?.value.trim() || fallback || "2026";
  keep([...kept().filter((it) => it.name !== name), { name, rule }]);
}

/** @param {Element} button */
async function copy(button) {
  const before = button.textContent;
  const { origin, pathname, search } = window.location;
  await navigator.clipboard?.writeText(`${origin}${pathname}${search}`);
  button.textContent = words().copied || before;
  window.setTimeout(() => {
    button.textContent = before;
  }, 1500);
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = target.closest(
    "[data-rule-set], [data-rule-save], [data-rule-copy], [data-rule-drop]",
  );
  if (!button) {
    return;
  }
  event.preventDefault();
  const set = button.getAttribute("data-rule-set");
  const drop = button.getAttribute("data-rule-drop");
  if (set !== null) {
    go(withRule(JSON.parse(set)));
  } else if (drop !== null) {
    keep(kept().filter((_rule, at) => at !== Number(drop)));
  } else if (button.hasAttribute("data-rule-save")) {
    save();
  } else {
    copy(button);
  }
});

/** Callbacks of the panel. */
export const rule = {
  /** @param {(number | null)[]} values @param {{key: string}[]} ids */
  dragged: (values, ids) => {
    list();
    const now = standing();
    if (now) {
      /** @type {Record<string, number>} */
      const at = {};
      ids.forEach((id, i) => {
        const name = id.key.slice(SCOPE.length);
        at[name] = values[i] ?? now.rule[name];
      });
      const found = counts(now, at);
      if (found) {
        say(found);
      }
    }
    return window.dash_clientside.no_update;
  },
};
