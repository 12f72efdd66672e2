// Pictures of one web page: node web_pictures.mjs NODE_MODULES CHROMIUM PROFILE PAGE FOLDER HEADING
// Writes 0.png (its top in light), 1.png (at the heading in dark) and 2.png (at the heading in a narrow window).
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, executablePath, userDataDir, file, folder, heading] = process.argv.slice(2);
const puppeteer = createRequire(pathToFileURL(`${modules}/`))("puppeteer-core");
const SHOTS = [
  { width: 1100, scheme: "light", to: "" },
  { width: 1100, scheme: "dark", to: heading },
  { width: 320, scheme: "light", to: heading },
];

const browser = await puppeteer.launch({ executablePath, userDataDir, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  for (const [index, { width, scheme, to }] of SHOTS.entries()) {
    await page.setViewport({ width, height: 780 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
    await page.evaluate((text) => {
      const found = [...document.querySelectorAll("h2, h3, h4")].find((one) => one.textContent === text);
      if (text && !found) throw new Error(`No heading ${text}`);
      found?.scrollIntoView({ behavior: "instant" });
    }, to);
    await page.screenshot({ path: `${folder}/${index}.png` });
  }
} finally {
  await browser.close();
}
