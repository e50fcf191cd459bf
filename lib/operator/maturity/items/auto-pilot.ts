import type { MaturityItems } from '../item';

/** Level 5: it acts before anybody has to. */
export const AUTO_PILOT: MaturityItems = {
  level: 5,
  name: 'Auto Pilot',
  items: [
    {
      title: 'It keeps autoscalers for what it manages.',
      add: 'Let the controller own `autoscaling/HorizontalPodAutoscaler`.',
      judge: ({ keeps }) =>
        keeps.some(
          ([group, resource]) =>
            (group === 'autoscaling' && resource === 'horizontalpodautoscalers') ||
            (group === 'autoscaling.k8s.io' && resource === 'verticalpodautoscalers'),
        ),
    },
    {
      title: 'It watches all that it keeps, and so puts right what others change or delete.',
      add: 'Own the kinds (`owns`) in place of only creating them.',
      judge: (install) => {
        const kept = install.keeps.filter(([, resource]) => !['events', 'leases'].includes(resource));
        return kept.length > 0 && kept.every(([group, resource]) => install.may('watch', group, resource));
      },
    },
  ],
  unseen: ['that it tunes what it manages', 'that it tells normal from abnormal'],
};
