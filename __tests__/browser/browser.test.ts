import { accessibilityViolations } from "./accessibility";
import { findChromium, launchBrowser } from "./browser";

test("a browser starts, runs scripts, and axe sees what is wrong in it", async () => {
  const browser = await launchBrowser();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.setContent(`<p id="sum"></p><img src="data:,"><script>sum.textContent = 6 * 7</script>`);
  expect(await page.textContent("#sum")).toBe("42");
  expect(await accessibilityViolations(page)).toContain(`image-alt: <img src="data:,">`);
  await browser.close();
});

test("where there is no browser it says how to install one", () => {
  expect(() => findChromium("/nowhere")).toThrow(/install .*apt-get install -y --no-install-recommends chromium/);
});
