// Runs scripts, one a line of standard input as JSON, with the exports of a library at hand.
// What a script returns or throws is one line of standard output.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const library = await import(pathToFileURL(process.argv[2]).href);
const AsyncFunction = (async () => {}).constructor;

function thrown(error) {
  const chain = [];
  for (let one = error?.constructor; one?.name; one = Object.getPrototypeOf(one)) chain.push(one.name);
  const { status, body, problem } = error ?? {};
  return { name: error?.name ?? chain[0], chain, message: String(error?.message ?? error), properties: { status, body, problem } };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { script, given } = JSON.parse(line);
  const names = { library, ...library, ...given };
  let answer;
  try {
    const value = await new AsyncFunction(...Object.keys(names), script)(...Object.values(names));
    answer = { value };
  } catch (error) {
    answer = { thrown: thrown(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
