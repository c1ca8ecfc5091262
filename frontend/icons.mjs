// Collects the icons named in templates and Python code into one SVG sprite.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const outlines = join(here, "node_modules", "@tabler", "icons", "icons", "outline");
const places = ["templates", "accounts", "documents", "workflows", "frontend/src"];
const mentions = [
  /\{%\s*icon\s+["']([a-z0-9-]+)["']/g, //            {% icon "inbox" %}
  /\bicon["']?\s*[=:]\s*["']([a-z0-9-]+)["']/g, //    icon="inbox", "icon": "inbox"
  /icons?\.svg#([a-z0-9-]+)/g, //                     <use href="…icons.svg#inbox">
  /\bicon\(["']([a-z0-9-]+)["']/g, //                 icon("inbox") in our scripts
];

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.(html|py|js)$/.test(entry.name)) yield path;
  }
}

/** Map of icon name to the first file that names it. */
export function usedIcons(root) {
  const used = new Map();
  for (const name of JSON.parse(readFileSync(join(here, "icons.json"), "utf8"))) used.set(name, "frontend/icons.json");
  for (const place of places.map((name) => join(root, name)).filter(existsSync)) {
    for (const path of sources(place)) {
      const text = readFileSync(path, "utf8");
      for (const pattern of mentions) {
        for (const [, name] of text.matchAll(pattern)) if (!used.has(name)) used.set(name, relative(root, path));
      }
    }
  }
  return used;
}

function symbol(name, mentionedIn) {
  const path = join(outlines, `${name}.svg`);
  if (!existsSync(path)) throw new Error(`${mentionedIn} names the icon "${name}", which @tabler/icons does not have`);
  const body = readFileSync(path, "utf8")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<\/?svg[^>]*>/g, "")
    .replace(/\s*\n\s*/g, "")
    .replace('<path stroke="none" d="M0 0h24v24H0z" fill="none"/>', "")
    .replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
}

export function iconSprite(root) {
  const symbols = [...usedIcons(root)].sort().map(([name, file]) => symbol(name, file));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}
