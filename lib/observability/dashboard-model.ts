import { inProp, PlatformError } from '../core/errors';
import { checkExpression } from './expression';

/** A query of a panel. */
export interface PanelQuery {
  /** Expression in PromQL; `$__rate_interval` is the range that suits what is shown. */
  readonly expr: string;
  /**
   * What each series is called; `{{controller}}` is the value of a label.
   * @default - all of its labels
   */
  readonly legend?: string;
}

/** A panel of a dashboard. */
export interface Panel {
  /** Title. */
  readonly title: string;
  /**
   * What it shows and what to look for.
   * @default - nothing
   */
  readonly description?: string;
  /**
   * Values over time, or the last ones as numbers.
   * @default 'timeseries'
   */
  readonly type?: 'timeseries' | 'stat';
  /**
   * Unit of the values, as Grafana names it: `s`, `bytes`, `percentunit`, `reqps`.
   * @default 'short'
   */
  readonly unit?: string;
  /** What it shows. */
  readonly queries: readonly PanelQuery[];
}

/** Panels side by side, under a title. */
export interface DashboardRow {
  /** Title. */
  readonly title: string;
  /** The panels, from the left. */
  readonly panels: readonly Panel[];
}

/** A dashboard. */
export interface DashboardContent {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly rows: readonly DashboardRow[];
}

/** How many columns a dashboard of Grafana has, and how many panels of ours share them. */
const COLUMNS = 24;
const PANELS_ABREAST = 3;
const PANEL_HEIGHT = 8;

/** Which Prometheus is asked: the one that the variable of the dashboard names. */
const DATASOURCE = { type: 'prometheus', uid: '$datasource' };

/**
 * Returns a dashboard as Grafana loads it.
 *
 * Source: the dashboard kind of Grafana's Foundation SDK, schema version 39, which Grafana 11 and later read.
 * @throws PlatformError without a path for one that shows nothing, and for a query that is none
 */
export function dashboardModel({ uid, title, tags, rows }: DashboardContent): object {
  if (rows.length === 0) {
    throw new PlatformError(
      { problem: 'is empty', given: [], allowed: 'at least one row' },
      { prop: 'rows' },
    );
  }
  return {
    uid,
    title: inProp('title', () => checkTitle(title)),
    tags,
    editable: false,
    graphTooltip: 1,
    schemaVersion: 39,
    time: { from: 'now-6h', to: 'now' },
    timezone: 'browser',
    refresh: '1m',
    annotations: { list: [] },
    templating: {
      list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }],
    },
    panels: placed(rows),
  };
}

function placed(rows: readonly DashboardRow[]): readonly object[] {
  let y = 0;
  let id = 0;
  return rows.flatMap(({ title, panels }, index) =>
    inProp(`rows[${index}]`, () => {
      if (panels.length === 0) {
        throw new PlatformError(
          { problem: 'is empty', given: [], allowed: 'at least one panel' },
          { prop: 'panels' },
        );
      }
      id += 1;
      const row = {
        id,
        type: 'row',
        title: inProp('title', () => checkTitle(title)),
        collapsed: false,
        panels: [],
      };
      const header = { ...row, gridPos: { x: 0, y, w: COLUMNS, h: 1 } };
      y += 1;
      const abreast = Math.min(panels.length, PANELS_ABREAST);
      const w = COLUMNS / abreast;
      const rendered = panels.map((panel, at) => {
        id += 1;
        const line = Math.floor(at / abreast);
        const gridPos = { x: (at % abreast) * w, y: y + line * PANEL_HEIGHT, w, h: PANEL_HEIGHT };
        return { id, gridPos, ...inProp(`panels[${at}]`, () => renderPanel(panel)) };
      });
      y += Math.ceil(panels.length / abreast) * PANEL_HEIGHT;
      return [header, ...rendered];
    }),
  );
}

function renderPanel({ title, description, type = 'timeseries', unit = 'short', queries }: Panel): object {
  if (queries.length === 0) {
    throw new PlatformError(
      { problem: 'is empty', given: [], allowed: 'at least one query' },
      { prop: 'queries' },
    );
  }
  return {
    type,
    title: inProp('title', () => checkTitle(title)),
    ...(description && { description }),
    datasource: DATASOURCE,
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: queries.map(({ expr, legend }, index) => ({
      refId: refId(index),
      datasource: DATASOURCE,
      expr: inProp(`queries[${index}].expr`, () => checkExpression(expr)),
      ...(legend && { legendFormat: legend }),
    })),
  };
}

function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function checkTitle(title: string): string {
  if (typeof title === 'string' && title.trim() !== '') return title;
  throw new PlatformError({ problem: 'is empty', given: title, allowed: 'a text' });
}
