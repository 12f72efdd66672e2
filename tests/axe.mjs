// What headless Chromium and axe-core say about web pages: node axe.mjs NODE_MODULES CHROMIUM PROFILE PAGE…
// Prints a list with one object for each page, colour scheme and width.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, executablePath, userDataDir, ...pages] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/`));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"];
// What success criterion 1.4.12 lets a reader set.
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } "
  + "p { margin-bottom: 2em !important }";
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

async function examine(browser, file, scheme, width) {
  const page = await browser.newPage();
  const found = { file, scheme, width, requests: [], console: [], violations: [], overflow: [] };
  const own = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (request.url() !== own && !request.url().startsWith("data:")) found.requests.push(request.url());
  });
  page.on("console", (message) => found.console.push(message.text()));
  page.on("pageerror", (error) => found.console.push(String(error)));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(own, { waitUntil: "load" });
  found.elements = await page.evaluate(() => [...document.querySelectorAll("*")].map((element) => element.localName));
  // Evaluated by the browser's own tools: the page's policy, which forbids scripts, stays in force.
  await page.evaluate(axe);
  found.violations = await page.evaluate(async (values) => {
    const result = await window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return result.violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.html).slice(0, 3)}`);
  }, TAGS);
  const overflows = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
  if (await page.evaluate(overflows)) found.overflow.push("as it is");
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, SPACING);
  if (await page.evaluate(overflows)) found.overflow.push("with spaced text");
  await page.close();
  return found;
}

const browser = await puppeteer.launch({ executablePath, userDataDir, args: FLAGS });
try {
  const found = [];
  for (const file of pages) {
    for (const scheme of ["light", "dark"]) {
      for (const width of [1280, 320]) found.push(await examine(browser, file, scheme, width));
    }
  }
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
}
