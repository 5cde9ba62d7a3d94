/**
 * Resource logs by diagnostic settings: what happened inside a resource, as the resource itself tells it.
 *
 * <h2>What it shows</h2>
 *
 * <p>What the resource offers, asked of each: who read a secret of a Key Vault, who read, wrote or deleted what in a storage
 * account, who asked an AKS cluster's API for what, what a gateway, a firewall, a Front Door or a web application let in.
 * Every category of logs that is offered has to arrive somewhere, by whatever setting; those that do not go into one
 * setting of our own beside the others, by the group of all where the resource has it. Of kube-audit and kube-audit-admin
 * the first alone is lit, since it holds the second. A setting that sends to a place that is gone, or whose firewall lets
 * no Azure service in, counts as dark.
 *
 * <p>It does not show anything from before it was lit. Virtual machines, network interfaces and subnets have no resource
 * logs; those of a SQL server are in its master database and its others. Where a location has more resources than can be
 * read before the deadline, those that were read are judged and lit, and the rest is said and comes again. A ring of logs
 * is seen where a place of ours logs into the target; one that goes through a third place is not followed, since nobody
 * but the owners of each place can tell all of it. The audit logs of an Azure SQL database do not turn on SQL auditing: the category SQLSecurityAuditEvents is empty
 * until the server's or the database's own auditing settings are on, which are not changed here. Resources whose id has
 * other letters than ASCII's cannot keep a setting. Whether a place in another subscription is still there is not looked
 * at, nor whether an event hub's firewall lets logs in.
 *
 * <h2>What it costs</h2>
 *
 * <p>The ingestion of the workspace, or the storage, or the stream, by the gigabyte. StorageRead, kube-audit and
 * AZFWFlowTrace are by far the largest: a busy account or cluster can send many gigabytes a day. AKS, Azure Firewall and
 * DNS resolver policies are sent to tables of their own, which can be put on a cheaper plan. One of five places for settings is taken on
 * each resource, and where all are, nothing is done.
 *
 * <h2>First record</h2>
 *
 * <p>Up to 90 minutes after the setting was made, and only once something happens; a table appears with its first record
 * (<a href="https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings">Microsoft</a>).
 *
 * <h2>Undo</h2>
 *
 * <p>The setting that the step made is deleted, if it still says what we left, all of it but the kind of tables in the
 * workspace, which Azure does not give back as it was sent; settings carry no tags, and Azure
 * takes no condition with the call, so that between the look and the delete lies the time of one call. A resource that is
 * deleted keeps its settings for one that is made anew by its name: undo before deleting. What was recorded stays.
 */
@NullMarked
package io.lamplighter.azure.source.diagnosticsettings;

import org.jspecify.annotations.NullMarked;
