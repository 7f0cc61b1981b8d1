import type { Entity } from './entity.js';

/** One file of a content version, and how far its upload has come. */
export interface ContentFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sizeEncrypted: number;
  readonly manifest: string | null;
  readonly isDependency: boolean;
  state: string;
  /** What the address of its place in the storage ends with; another one after a renewal. */
  place: string | undefined;
  /** Until when that place takes anything, in milliseconds since 1970. */
  expires: number;
  /** Blocks by name, and the bytes that the block list made of them. */
  readonly blocks: Map<string, Buffer>;
  content: Buffer | undefined;
  /** sha256 of what was inside, once it was opened with the keys that were committed. */
  opened: string | undefined;
}

export interface ContentVersion {
  readonly id: string;
  readonly files: ContentFile[];
}

/** The files of apps: versions below each app, and the storage beside the service. */
export class Contents {
  private readonly byApp = new Map<string, ContentVersion[]>();
  private readonly places = new Map<string, ContentFile>();

  versions(app: Entity): ContentVersion[] {
    const known = this.byApp.get(app.id) ?? [];
    this.byApp.set(app.id, known);
    return known;
  }

  /** Gives a file a place in the storage; the one it had before is closed. */
  open(file: ContentFile, place: string, expires: number): void {
    if (file.place !== undefined) this.places.delete(file.place);
    file.place = place;
    file.expires = expires;
    this.places.set(place, file);
  }

  at(place: string): ContentFile | undefined {
    return this.places.get(place);
  }
}
