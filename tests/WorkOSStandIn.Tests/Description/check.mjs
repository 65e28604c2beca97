// Reads answers, one JSON object a line ({method, template, status, body}), and says of each, one line each, what the API's
// description (@workos/openapi-spec) has against it; an empty line for nothing.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(process.cwd() + '/');
const Ajv = require('ajv/dist/2020.js').default;
const addFormats = require('ajv-formats').default;
const yaml = require('yaml');

const description = yaml.parse(readFileSync(require.resolve('@workos/openapi-spec/spec'), 'utf8'), { maxAliasCount: -1 });
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
addFormats(ajv);
ajv.addSchema(description, 'description');

const nameless = (template) => template.replace(/\{[^}]*\}/g, '{}');
const paths = new Map(Object.keys(description.paths).map((path) => [nameless(path), path]));
const pointer = (...parts) => parts.map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/');
const validators = new Map();

function problem({ method, template, status, body }) {
  const path = paths.get(nameless(template));
  const operation = path && description.paths[path][method.toLowerCase()];
  if (!operation) return 'no such route is described';
  const response = operation.responses[String(status)];
  if (!response) return `status ${status} is not described; ${Object.keys(operation.responses).join(', ')} are`;
  const media = response.content && response.content['application/json'];
  if (!media) return body === '' ? '' : 'a body is not described';
  const at = `description#/paths/${pointer(path, method.toLowerCase())}/responses/${status}/content/${pointer('application/json')}/schema`;
  if (!validators.has(at)) validators.set(at, ajv.compile({ $ref: at }));
  const validate = validators.get(at);
  if (body === '') return 'a body is described';
  return validate(JSON.parse(body)) ? '' : ajv.errorsText(validate.errors, { separator: '; ' });
}

for await (const line of createInterface({ input: process.stdin })) console.log(problem(JSON.parse(line)).replace(/\s+/g, ' '));
