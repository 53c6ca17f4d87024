// Microsoft Recognizers-Text, JavaScript edition. Items in, one JSON line for each thing recognised out; offsets are
// UTF-16 units. NODE_PATH names the folder that holds the package.
const suite = require("@microsoft/recognizers-text-suite");
const readline = require("readline");

const UNITS = [suite.recognizeCurrency, suite.recognizePercentage, suite.recognizeDimension];

function read(item) {
  const [year, month, day] = (item.date || "1970-01-01").split("-").map(Number);
  const found = suite.recognizeDateTime(item.text, "en-us", 0, new Date(year, month - 1, day));
  return [...found, ...UNITS.flatMap((recognise) => recognise(item.text, "en-us"))];
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const item = JSON.parse(line);
  const found = read(item).map((r) => [r.start, r.end + 1, r.typeName, r.resolution]);
  console.log(JSON.stringify({ id: item.id, found }));
});
