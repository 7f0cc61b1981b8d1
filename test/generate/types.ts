import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { ends, followed, keyed, roots, wide } from './kept.js';

/** One interface of the published types: its base and its members, `?` for nullable, `[]` for collections. */
interface Shape {
  readonly base: string | undefined;
  readonly members: ReadonlyMap<string, string>;
}

const root = resolve(import.meta.dirname, '../../..');
const source = join(root, 'node_modules/@microsoft/microsoft-graph-types-beta/microsoft-graph.d.ts');
const folder = join(root, 'src/simulator/schema');

/** The files the generator writes, by path: what the published package says about the types that configuration is made of. */
export function generated(): ReadonlyMap<string, string> {
  const { shapes, enums } = read();
  const isEntity = (name: string): boolean => {
    for (let at: string | undefined = name; at !== undefined; at = shapes.get(at)?.base) if (keyed.includes(at)) return true;
    return false;
  };
  const derived = new Map<string, string[]>();
  for (const [name, { base }] of shapes) if (base !== undefined) derived.set(base, [...(derived.get(base) ?? []), name]);

  const kept = new Set<string>();
  const keptEnums = new Set<string>();
  const keep = (name: string, withDerived: boolean): void => {
    const shape = shapes.get(name);
    if (shape === undefined) {
      if (enums.has(name)) keptEnums.add(name);
      return;
    }
    const known = kept.has(name);
    kept.add(name);
    if (withDerived && !wide.includes(name)) for (const child of derived.get(name) ?? []) if (!kept.has(child)) keep(child, true);
    if (known) return;
    if (shape.base !== undefined) keep(shape.base, false);
    for (const [member, type] of shape.members) {
      const target = type.replace(/[?[\]]/g, '');
      if (!isEntity(target)) keep(target, true);
      else if (leads(name, member)) keep(target, !wide.includes(target));
    }
  };
  for (const name of Object.keys(roots)) keep(name, false);

  const line = (name: string): string => {
    const shape = shapes.get(name);
    const properties: string[] = [];
    const navigation: string[] = [];
    for (const [member, type] of shape?.members ?? []) {
      if (!isEntity(type.replace(/[?[\]]/g, ''))) properties.push(`${member}:${type}`);
      else if (leads(name, member)) navigation.push(`${member}:${type.replace('?', '')}`);
      else navigation.push(`${member}:-`);
    }
    return `  ${name}: '${shape?.base ?? ''}|${properties.join(' ')}|${navigation.join(' ')}',\n`;
  };
  const names = [...kept].sort();
  const entities = names.filter(isEntity);
  const complex = names.filter((name) => !isEntity(name));
  const head = (what: string): string =>
    `// Generated from @microsoft/microsoft-graph-types-beta by test/generate/types.ts (npm run generate:types). ${what}\n`;
  const format = 'name: base|property:type …|navigation:type …; `?` nullable, `[]` collection, `-` a navigation that is not kept';
  return new Map([
    ['published-entities.ts', `${head(format)}export const publishedEntities: Readonly<Record<string, string>> = {\n${entities.map(line).join('')}};\n`],
    ['published-complex.ts', `${head(format)}export const publishedComplex: Readonly<Record<string, string>> = {\n${complex.map(line).join('')}};\n`],
    [
      'published-enums.ts',
      `${head('name: its members in order')}export const publishedEnums: Readonly<Record<string, string>> = {\n${[...keptEnums]
        .sort()
        .map((name) => `  ${name}: '${(enums.get(name) ?? []).join(' ')}',\n`)
        .join('')}};\n`,
    ],
  ].map(([name, text]): [string, string] => [join(folder, name ?? ''), text ?? '']));
}

function leads(type: string, member: string): boolean {
  const listed = roots[type];
  if (listed !== undefined) return listed === 'all of it' || listed.includes(member);
  return !ends.includes(type) && followed.includes(member);
}

function camel(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

function read(): { shapes: Map<string, Shape>; enums: Map<string, string[]> } {
  const file = ts.createSourceFile(source, readFileSync(source, 'utf8'), ts.ScriptTarget.Latest, false);
  const shapes = new Map<string, Shape>();
  const enums = new Map<string, string[]>();
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      const base = statement.heritageClauses?.[0]?.types[0]?.expression;
      const members = new Map<string, string>();
      for (const member of statement.members) {
        if (ts.isPropertySignature(member) && ts.isIdentifier(member.name)) members.set(member.name.text, typeText(member.type));
      }
      shapes.set(camel(statement.name.text), { base: base !== undefined && ts.isIdentifier(base) ? camel(base.text) : undefined, members });
    } else if (ts.isTypeAliasDeclaration(statement)) {
      const parts = ts.isUnionTypeNode(statement.type) ? statement.type.types : [statement.type];
      const members = parts.flatMap((part) => (ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? [part.literal.text] : []));
      if (members.length > 0) enums.set(camel(statement.name.text), members);
    }
  }
  return { shapes, enums };
}

/** `NullableOption<Foo[]>` → `foo[]?` */
function typeText(type: ts.TypeNode | undefined): string {
  if (type === undefined) return 'any';
  if (ts.isArrayTypeNode(type)) return `${typeText(type.elementType)}[]`;
  if (type.kind === ts.SyntaxKind.StringKeyword) return 'string';
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return 'boolean';
  if (type.kind === ts.SyntaxKind.NumberKeyword) return 'number';
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) {
    if (type.typeName.text === 'NullableOption') return `${typeText(type.typeArguments?.[0])}?`;
    return camel(type.typeName.text);
  }
  return 'any';
}

if (process.argv[1] === import.meta.filename) for (const [path, text] of generated()) writeFileSync(path, text);
