import { readFileSync } from "node:fs";
import { CookieJar } from "tough-cookie";
import { Agent, fetch } from "undici";

export interface Page {
  /** Where the browser is in the end: at the tenant, or on its way to an application. */
  url: URL;
  status: number;
  headers: Headers;
  text: string;
}

/** A browser without a screen: it keeps cookies, follows redirects and fills in forms. */
export class Browser {
  private readonly jar = new CookieJar();
  private readonly dispatcher: Agent;

  constructor(
    certificateAuthorityFile: string,
    private readonly userAgent: string,
  ) {
    this.dispatcher = new Agent({ connect: { ca: readFileSync(certificateAuthorityFile, "utf8") } });
  }

  /** Follows redirects, up to one that leaves the page's own origin. */
  async open(url: URL | string, form?: Record<string, string>): Promise<Page> {
    const { href, origin } = new URL(url);
    const response = await fetch(href, {
      redirect: "manual",
      headers: {
        cookie: await this.jar.getCookieString(href),
        "user-agent": this.userAgent,
        "accept-language": "en-GB,en;q=0.9",
        accept: "text/html",
      },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
      dispatcher: this.dispatcher,
    });
    for (const cookie of response.headers.getSetCookie()) await this.jar.setCookie(cookie, href);
    const text = await response.text();
    const location = response.headers.get("location");
    const page = { url: new URL(href), status: response.status, headers: response.headers as unknown as Headers, text };
    if (location === null) return page;
    const next = new URL(location, href);
    return next.origin === origin ? this.open(next) : { ...page, url: next };
  }

  /** Fills in the page's form, and sends it with what is hidden in it. */
  submit(page: Page, fields: Record<string, string> = {}): Promise<Page> {
    const [form] = /<form.*<\/form>/s.exec(page.text) ?? [];
    if (form === undefined) throw new Error(`there is no form on ${page.url.href}: ${page.text}`);
    const hidden = [...form.matchAll(/<input type="hidden" [^>]*>/g)].map(([input]) => [
      attribute(input, "name"),
      attribute(input, "value"),
    ]);
    const action = new URL(attribute(form, "action"), page.url);
    return this.open(action, { ...(Object.fromEntries(hidden) as Record<string, string>), ...fields });
  }

  close(): Promise<void> {
    return this.dispatcher.close();
  }
}

function attribute(element: string, name: string): string {
  const [, value = ""] = new RegExp(` ${name}="([^"]*)"`).exec(element) ?? [];
  return value.replaceAll("&amp;", "&");
}
