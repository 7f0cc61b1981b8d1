/** The columns of a file of corporate identifiers (issue: identifier, serial, imei, manufacturer, model, platform, details; type besides). */
export const columnNames = ['identifier', 'serial', 'imei', 'manufacturer', 'model', 'platform', 'details', 'type'] as const;
export type ColumnName = (typeof columnNames)[number];

export type Columns = Readonly<Partial<Record<ColumnName, number>>>;

const synonyms: Readonly<Record<string, ColumnName>> = {
  identifier: 'identifier', deviceidentifier: 'identifier', importeddeviceidentifier: 'identifier',
  serial: 'serial', serialnumber: 'serial', serialno: 'serial', deviceserialnumber: 'serial',
  imei: 'imei', imeinumber: 'imei', manufacturer: 'manufacturer', vendor: 'manufacturer', model: 'model', platform: 'platform', os: 'platform', operatingsystem: 'platform',
  details: 'details', devicedetails: 'details', description: 'details', type: 'type', identifiertype: 'type', importeddeviceidentitytype: 'type',
};

/** The header in a row of cells; undefined where the row is data: none of its cells is a column's name. */
export function headerIn(cells: readonly string[]): Columns | undefined {
  const columns: Partial<Record<ColumnName, number>> = {};
  for (const [index, cell] of cells.entries()) {
    const name = synonyms[cell.toLowerCase().replace(/[^a-z]/g, '')];
    if (name !== undefined) columns[name] ??= index;
  }
  // `ios` or `model` alone is no header: it must say where an identifier stands
  return columns.identifier === undefined && columns.serial === undefined && columns.imei === undefined ? undefined : columns;
}

/** What a headless row can only mean (apple.md 3.7): an identifier, with details, or manufacturer, model and serial. */
export function columnsOf(cells: readonly string[]): Columns | undefined {
  if (cells.length >= 3) return { manufacturer: 0, model: 1, serial: 2 };
  return cells.length === 2 ? { identifier: 0, details: 1 } : { identifier: 0 };
}
