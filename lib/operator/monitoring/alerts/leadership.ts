import { type OperatorAlert, ofControllerRuntime } from '../operator-alert';

/**
 * On the election of a leader, whatever the program calls its lease: one of another name than the operator may take is
 * what leaves it without a leader. Source: `leader_election_master_status`, by `name` of the lease, in
 * pkg/metrics/leaderelection.go of controller-runtime; it is 0 from the start in a replica that stands by.
 */
export const LEADERSHIP = {
  OperatorNoLeader: {
    severity: 'critical',
    for: '5m',
    applies: ofControllerRuntime,
    expr: (series) => `sum(${series.own('leader_election_master_status')}) == 0`,
    summary: 'has no leader',
    description: 'Its pods run, but none of them holds the lease. Nothing that it manages is reconciled.',
  },
  OperatorSeveralLeaders: {
    severity: 'critical',
    for: '5m',
    applies: ofControllerRuntime,
    expr: (series) => `sum(${series.own('leader_election_master_status')}) > 1`,
    summary: 'has several leaders',
    description: '{{ $value }} of its pods believe that they lead. They may undo the work of each other.',
  },
} as const satisfies Record<string, OperatorAlert>;
