// Rebuilds static/vendor/ from npm packages: run by `./peer vendor`, never at set-up or run time.
// Needs Node 20 or later. Works in a folder of its own, so that no node_modules stays here.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), "vendor-"));

// What the pages write, and no more: 13 KB a weight instead of 24. Other letters come from the "ext" files.
const LETTERS = [
  [0x20, 0x7e], [0xa0, 0xff], [0x131, 0x131], [0x152, 0x153], [0x2c6, 0x2c6], [0x2da, 0x2da], [0x2dc, 0x2dc],
  [0x2010, 0x2015], [0x2018, 0x201e], [0x2022, 0x2022], [0x2026, 0x2026], [0x2032, 0x2033], [0x2039, 0x203a],
  [0x20ac, 0x20ac], [0x2122, 0x2122], [0x2190, 0x2193], [0x2212, 0x2212], [0x2713, 0x2713],
];
const FEATURES = ["kern", "tnum", "ccmp", "locl", "mark"];

function install() {
  copyFileSync(join(here, "package.json"), join(work, "package.json"));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: work, stdio: "inherit" });
}

function css(require) {
  const sass = require("sass");
  const made = sass.compile(join(here, "govuk.scss"), {
    loadPaths: [join(work, "node_modules")],
    style: "compressed",
    quietDeps: true,
  });
  writeFileSync(join(here, "govuk.css"), made.css);
}

async function fonts(require) {
  const subset = require("subset-font");
  const from = join(work, "node_modules/@fontsource/inter/files");
  const text = LETTERS.flatMap(([a, b]) =>
    Array.from({ length: b - a + 1 }, (_, n) => String.fromCodePoint(a + n)),
  ).join("");
  mkdirSync(join(here, "inter"), { recursive: true });
  for (const weight of [400, 600]) {
    const whole = readFileSync(join(from, `inter-latin-${weight}-normal.woff2`));
    const part = await subset(whole, text, { targetFormat: "woff2", keepFeatures: FEATURES });
    writeFileSync(join(here, `inter/inter-${weight}.woff2`), part);
    copyFileSync(join(from, `inter-latin-ext-${weight}-normal.woff2`), join(here, `inter/inter-ext-${weight}.woff2`));
  }
}

// GOV.UK Frontend's package carries no licence file: govuk-frontend.LICENSE.txt is kept by hand.
function licences() {
  copyFileSync(join(work, "node_modules/@fontsource/inter/LICENSE"), join(here, "inter/LICENSE.txt"));
}

try {
  install();
  const require = createRequire(join(work, "package.json"));
  css(require);
  await fonts(require);
  licences();
} finally {
  rmSync(work, { recursive: true, force: true });
}
