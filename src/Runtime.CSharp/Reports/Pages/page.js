"use strict";
function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var node = target; node; node = node.parentElement) {
        if (node.tagName === "DETAILS") node.open = true;
    }
    if (target) target.scrollIntoView();
}
window.addEventListener("hashchange", reveal);
window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.member").forEach(function (node) { node.open = true; });
});
reveal();
