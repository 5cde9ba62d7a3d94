/**
 * The Activity log of a subscription: who changed what, kept longer than Azure keeps it.
 *
 * <h2>What it shows</h2>
 *
 * <p>Every write, delete and action on the subscription's resources through Azure Resource Manager, with caller, address,
 * claims and result; Defender's alerts, service and resource health, policy effects, autoscale and advice. Azure keeps it
 * for 90 days by itself and nobody can turn it off or delete it: what is lit here is its export, which lasts as long as
 * the place keeps it and can be asked together with other logs. Each of the eight categories has to arrive somewhere; those
 * that do not go into a setting of our own.
 *
 * <p>It does not show reads, nor what happens inside a resource. A setting on a management group above is not counted: it
 * takes many of the subscription's events and not all
 * (<a href="https://learn.microsoft.com/azure/azure-monitor/platform/activity-log#export-management-group-logs">Microsoft</a>),
 * and can be read only with a role on the group, which Lamplighter does not have. So a subscription that is exported only there counts
 * as dark, and what both take arrives twice. A log profile of the old kind is not looked at either.
 *
 * <h2>What it costs</h2>
 *
 * <p>Nothing for the table AzureActivity in a workspace, for ninety days; the storage or the stream elsewhere. Of the
 * evidence stores it is sent to the one where Lamplighter itself runs, or else to the first, since a subscription lies in
 * no location. One of five places for settings
 * is taken, and where all are, nothing is done.
 *
 * <h2>First record</h2>
 *
 * <p>Within 90 minutes, and nothing of the time before; an event is there 3 to 20 minutes after it happened
 * (<a href="https://learn.microsoft.com/azure/azure-monitor/platform/activity-log">Microsoft</a>).
 *
 * <h2>Undo</h2>
 *
 * <p>The setting that the step made is deleted, if it still says what we left, all of it; settings carry no tags, and Azure
 * takes no condition with the call, so that between the look and the delete lies the time of one call. What was exported
 * stays.
 */
@NullMarked
package io.lamplighter.azure.source.activitylog;

import org.jspecify.annotations.NullMarked;
