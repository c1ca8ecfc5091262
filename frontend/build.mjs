// Builds static/dist: shifan.css, the scripts (shifan.js of every page, filling.js and desks.js where they are needed),
// icons.svg and the pictures of src/images.
// Everything is compiled before anything is written: a failed build leaves the last good one in place.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { iconSprite } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const dist = join(root, "static", "dist");
const target = ["chrome87", "safari15"]; // county machines: Windows 7 stops at Chrome 109, some kernels are older

async function styleSheet() {
  const { css } = sass.compile(join(here, "scss", "shifan.scss"), {
    loadPaths: [join(here, "node_modules")],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin"], // Bootstrap 5.3 is written with @import
  });
  const floored = css.replace(/font-size: (0?\.\d+r?em)/g, "font-size: max($1, var(--least-text))"); // scss/_large.scss
  const { code } = await esbuild.transform(floored, { loader: "css", minify: true, target, legalComments: "none" });
  return code;
}

async function script(source, format = "esm") {
  const result = await esbuild.build({
    entryPoints: [join(here, "src", source)],
    bundle: true,
    format,
    minify: true,
    target,
    write: false,
    legalComments: "none",
  });
  return result.outputFiles[0].text;
}

const files = {
  "shifan.css": await styleSheet(),
  "shifan.js": await script("shifan.js"),
  "filling.js": await script("filling.js"),
  "desks.js": await script("desks.js"),
  "worker.js": await script("offline/worker.js", "iife"), // served by Django at /sw.js
  "icons.svg": iconSprite(root),
};
mkdirSync(dist, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(dist, name), text);
  console.log(`${name.padEnd(12)} ${(gzipSync(text).length / 1024).toFixed(1)} KB gzip`);
}
for (const name of readdirSync(join(here, "src", "images"))) {
  copyFileSync(join(here, "src", "images", name), join(dist, name));
}
