// A link to a place on another leaf of a long text leads there; links of ours say the leaf themselves.
const place = decodeURIComponent(location.hash.slice(1));
const there = new URL(location.href);
if (place && !document.getElementById(place) && there.searchParams.get("at") !== place) {
  there.searchParams.set("at", place);
  there.searchParams.delete("page");
  location.replace(there);
}
