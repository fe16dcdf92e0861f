// A chat button on any page: <script src="https://…/embed.js" async></script>. The panel is a frame of this server's
// page, so nothing of either page can be read by the other; the server says who may frame it (REPORT_BOT_EMBED_ORIGINS).
(() => {
  const script = document.currentScript;
  if (!script || document.getElementById("report-bot")) return;
  const base = new URL(".", script.src).href;
  const report = script.dataset.report;
  const address = base + (report ? `?report=${encodeURIComponent(report)}` : "");

  const host = document.createElement("div");
  host.id = "report-bot";
  const shadow = host.attachShadow({ mode: "open" }); // the page's own style does not reach in, ours not out
  const sheet = new CSSStyleSheet(); // not a <style>: the page around may forbid inline ones
  sheet.replaceSync(`
    :host { all: initial; }
    * { box-sizing: border-box; font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
    button { font-size: 16px; line-height: 1.5; cursor: pointer; border: 0; color: #fff; background: #1b4f91; }
    button:focus-visible, a:focus-visible { outline: 3px solid #8fb9f0; outline-offset: 2px; }
    .open { position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; min-height: 52px; padding: 0 22px; border-radius: 26px; font-weight: 600; box-shadow: 0 4px 16px rgb(0 0 0 / .28); }
    .panel { position: fixed; right: 20px; bottom: 20px; z-index: 2147483001; display: flex; flex-direction: column; width: 400px; height: min(680px, calc(100vh - 40px)); max-width: calc(100vw - 40px); overflow: hidden; border-radius: 14px; background: #f3f5f8; box-shadow: 0 8px 40px rgb(0 0 0 / .35); }
    .bar { display: flex; align-items: center; gap: 8px; padding: 0 4px 0 16px; color: #fff; background: #143d72; }
    .bar b { flex: 1; font-size: 16px; }
    .bar button { min-width: 48px; min-height: 48px; background: none; }
    iframe { flex: 1; width: 100%; border: 0; }
    .late { margin: 0; padding: 12px 16px; font-size: 15px; line-height: 1.6; color: #7a4a00; background: #fff4de; }
    .late a { color: inherit; }
    [hidden] { display: none !important; }
    @media (max-width: 520px) { .panel { inset: 0; width: auto; height: auto; max-width: none; border-radius: 0; } }
    @media (prefers-color-scheme: dark) { .panel { background: #0f151c; } .late { color: #f3cd86; background: #33290f; } }
    @media print { :host { display: none; } }
  `);
  shadow.adoptedStyleSheets = [sheet];
  shadow.innerHTML = `
    <button class="open" type="button" aria-haspopup="dialog" aria-expanded="false">问报告</button>
    <div class="panel" role="dialog" aria-label="报告问答" hidden>
      <div class="bar"><b>报告问答</b><button type="button" class="close">收起</button></div>
      <p class="late" role="status" hidden>这里暂时打不开问答。<a target="_blank" rel="noopener">在新窗口打开</a></p>
    </div>`;
  const [open, panel, late] = [".open", ".panel", ".late"].map((name) => shadow.querySelector(name));
  late.querySelector("a").href = address;
  let frame;

  function show() {
    if (!frame) {
      frame = document.createElement("iframe"); // only now: a page that nobody asks from loads nothing
      frame.title = "报告问答";
      frame.allow = "clipboard-write; web-share";
      frame.src = address;
      panel.append(frame);
      setTimeout(() => { late.hidden = frame.dataset.come === "yes"; }, 15000);
    }
    panel.hidden = false;
    open.hidden = true;
    open.setAttribute("aria-expanded", "true");
    shadow.querySelector(".close").focus();
  }
  function hide() {
    panel.hidden = true;
    open.hidden = false;
    open.setAttribute("aria-expanded", "false");
    open.focus();
  }
  open.addEventListener("click", show);
  shadow.querySelector(".close").addEventListener("click", hide);
  shadow.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== new URL(base).origin) return;
    if (event.data?.reportBot === "ready") { frame.dataset.come = "yes"; late.hidden = true; }
    if (event.data?.reportBot === "close") hide();
  });

  const put = () => document.body.append(host);
  if (document.body) put(); else addEventListener("DOMContentLoaded", put);
})();
