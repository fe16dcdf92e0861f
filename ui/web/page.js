// What Gradio leaves to us in the browser: input methods, opening a cited card, following the conversation.
(() => {
  document.documentElement.lang = "zh-CN";

  // While an input method composes, Enter picks a word: Gradio must not take it for "send".
  // Safari reports the confirming key after composition has ended, with key code 229.
  for (const type of ["keydown", "keypress"]) {
    document.addEventListener(type, (event) => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
    }, true);
  }

  // [1] in an answer opens the card of that number and brings it into view.
  document.addEventListener("click", (event) => {
    const cite = event.target.closest?.(".rb-cite");
    const card = cite && document.getElementById(cite.dataset.card);
    if (!card) return;
    card.open = true;
    card.scrollIntoView({ block: "nearest" });
    card.querySelector("summary").focus({ preventScroll: true });
  });

  // Gradio names the parts of a conversation in English for screen readers, and offers no setting for it.
  const LABELS = [['[role="log"]', "对话"], ['[data-testid="user"]', "您的问题"], ['[data-testid="bot"]', "回答"]];
  const rename = () => {
    for (const [part, label] of LABELS) {
      for (const node of document.querySelectorAll(`#rb-chat ${part}`)) {
        if (node.getAttribute("aria-label") !== label) node.setAttribute("aria-label", label);
      }
    }
  };
  // Its own notices are all of a lost connection, in English whatever the language: ours stands in their place.
  const OFFLINE = "连接断开了，正在重新连接。如果一直没有恢复，请刷新网页；急事请拨打12345热线。";
  const tell = () => {
    const lost = document.querySelector(".toast-body");
    const ours = document.getElementById("rb-offline");
    if (lost && !ours) {
      const box = Object.assign(document.createElement("p"), { id: "rb-offline", textContent: OFFLINE });
      box.setAttribute("role", "alert");
      document.body.append(box);
    } else if (!lost) ours?.remove();
  };
  new MutationObserver(() => { rename(); tell(); }).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"],
  });

  // After an answer: bring the newest question to the top, so that its answer is read from the start.
  window.reportBot = {
    follow() {
      requestAnimationFrame(() => {
        const questions = document.querySelectorAll("#rb-chat .user-row");
        questions[questions.length - 1]?.scrollIntoView({ block: "start" });
      });
    },
  };
})();
