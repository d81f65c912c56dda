// Prints what GitHub's own parser says against the files given: one line each, nothing when they are right.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

// The parser imports its schema without the attribute that Node asks for.
register('data:text/javascript,' + encodeURIComponent(`
  import { readFile } from 'node:fs/promises';
  export async function load(url, context, next) {
    return url.endsWith('.json')
      ? { format: 'module', shortCircuit: true, source: 'export default ' + await readFile(new URL(url), 'utf8') }
      : next(url, context);
  }`));

const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');

for (const name of process.argv.slice(2)) {
  const { context, value } = parseWorkflow({ name, content: readFileSync(name, 'utf8') }, new NoOperationTraceWriter());
  if (value) {
    await convertWorkflowTemplate(context, value);
  }

  context.errors.getErrors().forEach(error => console.log(error.message));
}
