import { catalog } from '../../src/catalog/index.js';
import { consentFor, scopesOf, tenantScopes } from '../../src/catalog/permissions.js';
import { code, table } from './markdown.js';

const access = catalog.rows.filter((row) => row.area === 'access' || row.area === 'directory');
const intuneOnly = catalog.rows.filter((row) => row.area !== 'access' && row.kind !== 'application' && row.kind !== 'servicePrincipal' && row.kind !== 'directoryRole');

function usesTable(mode: 'read' | 'write'): string {
  return table(
    ['permission', 'needed for'],
    scopesOf(catalog.rows, mode).map(({ scope, kinds }) => [code(scope), kinds.map(code).join(', ')]),
  );
}

function list(scopes: readonly string[]): string {
  return scopes.map((scope) => `- ${code(scope)}`).join('\n');
}

/** docs/permissions.md: what to consent to, for which command, in which tenant. */
export function permissionsPage(): string {
  return `<!-- Written from the catalog by \`npm run docs\`; change a row, not this page. -->
# Permissions

Every permission below exists as a delegated and as an application permission of Microsoft Graph, and every one needs an administrator's
consent. \`tenantferry doctor\` signs in, reads what the token holds and says which are missing for what. With delegated permissions the
Intune role of the person counts on top: an administrator with scope tags sees less than there is, without any error.

The source is only ever read: consent to nothing that writes there.

| command | in the source | in the destination |
| --- | --- | --- |
| \`doctor\`, \`export\` | read | read, for the tenant it is asked about |
| \`assess\` without \`--destination\`, \`convert\`, \`report\`, \`types\`, \`demo\`, \`simulate\` | nothing | nothing |
| \`assess --destination\`, \`map\`, \`plan\`, \`verify\` | nothing | read |
| \`import\`, \`rollback\` | nothing | write |

A kind whose permission is missing is *not seen*; the run goes on with the others and says so.

## To read a tenant

Everything:

${list(consentFor(catalog.rows, 'read'))}

Without conditional access (\`--except ${access.filter((row) => row.neighbor !== true).map((row) => row.kind).join(',')}\`):

${list(consentFor(intuneOnly, 'read'))}

${usesTable('read')}

Every command that signs in also asks who the tenant is: ${tenantScopes.map(code).join(', ')}.

## To write a tenant

What writes can also read; the list is complete.

${list(consentFor(catalog.rows, 'write'))}

Without conditional access:

${list(consentFor(intuneOnly, 'write'))}

${usesTable('write')}

\`Group.ReadWrite.All\` is used only when a mapping says \`create\` for a group; where every group is mapped, \`Group.Read.All\` is enough.
`;
}
