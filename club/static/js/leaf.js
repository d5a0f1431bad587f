// A link to a place on another leaf of a long text leads there; links of ours name the leaf themselves.
function lead() {
  const place = decodeURIComponent(location.hash.slice(1));
  const there = new URL(location.href);
  if (!place || document.getElementById(place) || there.searchParams.get("at") === place) return;
  there.searchParams.set("at", place);
  there.searchParams.delete("page");
  location.replace(there);
}
addEventListener("hashchange", lead);
lead();
