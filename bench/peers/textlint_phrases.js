// textlint with the rule prh: one entry of its YAML for each phrase. Answers the same requests as serve.py.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const { createRequire } = require("node:module");
const { performance } = require("node:perf_hooks");

const [phrasesFile, folder, installed] = process.argv.slice(2);
const needed = createRequire(path.join(installed, "package.json"));

async function make() {
  const phrases = JSON.parse(fs.readFileSync(phrasesFile, "utf8"));
  const rules = phrases.map((phrase) => ({ expected: "-", pattern: `/${phrase}/i` }));
  const file = path.join(folder, "prh.yml");
  fs.writeFileSync(file, JSON.stringify({ version: 1, rules }));
  const { createLinter, loadTextlintrc } = needed("textlint");
  const rc = path.join(folder, "textlintrc.json");
  fs.writeFileSync(rc, JSON.stringify({ rules: { prh: { rulePaths: [file] } } }));
  const descriptor = await loadTextlintrc({ configFilePath: rc, node_modulesDir: path.join(installed, "node_modules") });
  return createLinter({ descriptor });
}

const kept = new Map();
function textsOf(from) {
  if (!kept.has(from)) {
    const names = fs.readdirSync(from).filter((name) => name.endsWith(".txt")).sort();
    kept.set(from, names.map((name) => fs.readFileSync(path.join(from, name), "utf8")));
  }
  return kept.get(from);
}

const seconds = () => performance.now() / 1000;
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
const check = async (linter, text) => (await linter.lintText(text, "draft.txt")).messages;

const ANSWERS = {
  async pass(linter, from) {
    const each = [];
    let found = 0;
    const before = cpu();
    for (const text of textsOf(from)) {
      const start = seconds();
      found += (await check(linter, text)).length;
      each.push(seconds() - start);
    }
    return { seconds: each.reduce((sum, one) => sum + one, 0), cpu: cpu() - before, each, found };
  },
  async spans(linter, from) {
    const points = (text, units) => [...text.slice(0, units)].length;
    const all = [];
    for (const text of textsOf(from)) {
      all.push((await check(linter, text)).map(({ range }) => range.map((at) => points(text, at))));
    }
    return all;
  },
  async memory() {
    const peak = /VmHWM:\s+(\d+)/.exec(fs.existsSync("/proc/self/status") ? fs.readFileSync("/proc/self/status", "utf8") : "");
    return (peak ? Number(peak[1]) : process.resourceUsage().maxRSS) * 1024;
  },
};

async function main() {
  const start = seconds();
  const linter = await make();
  await check(linter, "a");
  console.log(JSON.stringify({ ready: seconds() - start }));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    console.log(JSON.stringify(await ANSWERS[request.do](linter, request.folder)));
  }
}

main();
