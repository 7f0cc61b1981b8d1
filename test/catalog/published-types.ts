import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

/** One property of a type as Microsoft publishes it. */
export interface PublishedMember {
  /** The type names in its declaration, without lists and null: of `NullableOption<OmaSetting[]>`, `omaSetting`. */
  readonly types: readonly string[];
  readonly list: boolean;
  readonly doc: string;
}

export interface PublishedType {
  readonly name: string;
  readonly base: string | undefined;
  /** Its own members, not those of its base. */
  readonly members: ReadonlyMap<string, PublishedMember>;
}

/** The entity and complex types of @microsoft/microsoft-graph-types-beta, by the name that `@odata.type` says. */
export type PublishedTypes = ReadonlyMap<string, PublishedType>;

/** `WindowsKioskUser` → `windowsKioskUser`: the package writes its interfaces with a capital, Graph its types without. */
function graphName(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

function typeNames(node: ts.TypeNode): { types: string[]; list: boolean } {
  if (ts.isArrayTypeNode(node)) return { ...typeNames(node.elementType), list: true };
  if (ts.isUnionTypeNode(node)) return { types: node.types.flatMap((one) => typeNames(one).types), list: false };
  if (ts.isTypeReferenceNode(node)) {
    const [inner] = node.typeArguments ?? [];
    if (inner !== undefined) return typeNames(inner);
    return { types: [graphName(ts.isIdentifier(node.typeName) ? node.typeName.text : node.typeName.right.text)], list: false };
  }
  return { types: [], list: false };
}

function documentation(node: ts.Node, source: ts.SourceFile): string {
  const text = source.text;
  return (ts.getLeadingCommentRanges(text, node.pos) ?? [])
    .map((range) => text.slice(range.pos, range.end))
    .join(' ')
    .replaceAll(/^\/\*\*|\*\/$|^\/\/|\n\s*\*/gmu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function readSource(): ts.SourceFile {
  const file = resolve(import.meta.dirname, '../../../node_modules/@microsoft/microsoft-graph-types-beta/microsoft-graph.d.ts');
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
}

function literals(node: ts.TypeNode): readonly string[] {
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(literals);
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? [node.literal.text] : [];
}

function readEnums(source: ts.SourceFile): ReadonlyMap<string, readonly string[]> {
  return new Map(source.statements.filter((statement) => ts.isTypeAliasDeclaration(statement)).map((alias) => [graphName(alias.name.text), literals(alias.type)]));
}

function readTypes(source: ts.SourceFile): PublishedTypes {
  const types = new Map<string, PublishedType>();
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    const members = new Map<string, PublishedMember>();
    for (const member of statement.members) {
      if (!ts.isPropertySignature(member) || member.type === undefined || !ts.isIdentifier(member.name)) continue;
      members.set(member.name.text, { ...typeNames(member.type), doc: documentation(member, source) });
    }
    const [extended] = statement.heritageClauses?.[0]?.types ?? [];
    const base = extended !== undefined && ts.isIdentifier(extended.expression) ? graphName(extended.expression.text) : undefined;
    const name = graphName(statement.name.text);
    types.set(name, { name, base, members });
  }
  return types;
}

let known: { readonly types: PublishedTypes; readonly enums: ReadonlyMap<string, readonly string[]> } | undefined;

/** What the package publishes; its one file is parsed once in a process. */
function published(): NonNullable<typeof known> {
  if (known === undefined) {
    const source = readSource();
    known = { types: readTypes(source), enums: readEnums(source) };
  }
  return known;
}

/** Every published type. */
export function publishedTypes(): PublishedTypes {
  return published().types;
}

/** Every published enumeration with its values. */
export function publishedEnums(): ReadonlyMap<string, readonly string[]> {
  return published().enums;
}

/** A type and what it is built on, nearest first. */
export function withBases(types: PublishedTypes, name: string): readonly PublishedType[] {
  const type = types.get(name);
  if (type === undefined) return [];
  return type.base === undefined ? [type] : [type, ...withBases(types, type.base)];
}

/** The names of all types that are built on one, at any distance. */
export function derivedFrom(types: PublishedTypes, name: string): readonly string[] {
  return (directlyDerived(types).get(name) ?? []).flatMap((one) => [one, ...derivedFrom(types, one)]);
}

const children = new WeakMap<PublishedTypes, ReadonlyMap<string, readonly string[]>>();

function directlyDerived(types: PublishedTypes): ReadonlyMap<string, readonly string[]> {
  const known = children.get(types);
  if (known !== undefined) return known;
  const index = new Map<string, string[]>();
  for (const { name, base } of types.values()) if (base !== undefined) index.set(base, [...(index.get(base) ?? []), name]);
  children.set(types, index);
  return index;
}

/** Every member of a type, its bases' among them. */
export function membersOf(types: PublishedTypes, name: string): ReadonlyMap<string, PublishedMember> {
  return new Map(withBases(types, name).toReversed().flatMap((type) => [...type.members]));
}
