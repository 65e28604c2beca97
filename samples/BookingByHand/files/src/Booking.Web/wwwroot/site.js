// A toast goes after five seconds; times are shown as the visitor's clock has them.
for (const toast of document.querySelectorAll("[data-toast]")) {
  setTimeout(() => toast.remove(), 5000);
}
for (const time of document.querySelectorAll("time[data-local]")) {
  const options = time.dataset.local === "time"
    ? { hour: "2-digit", minute: "2-digit" }
    : { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  time.textContent = new Intl.DateTimeFormat("en-GB", options).format(new Date(time.dateTime));
}
for (const zone of document.querySelectorAll("input[data-time-zone]")) {
  zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}
