// Questions that an answer before makes needless are put away; without this they stay, with the words that say when they are asked.
const questions = [...document.querySelectorAll(".ask[data-after]")];
const said = (number) => document.querySelector(`#cau-${number} input:checked`)?.value;
function show() {
  for (const one of questions) {
    const before = document.getElementById(`cau-${one.dataset.after}`), answer = said(one.dataset.after);
    one.hidden = before.hidden || (answer !== undefined && !one.dataset.if.split(" ").includes(answer));
  }
}
document.addEventListener("change", show);
show();
