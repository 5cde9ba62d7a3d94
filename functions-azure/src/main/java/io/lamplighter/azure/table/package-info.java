/**
 * The central table on Azure Table storage: the findings, the ledger under them, and the rows that find both again.
 *
 * <p>One finding is one partition, so that a finding and its ledger are read by one query and written by one transaction;
 * there are no indexes and no transactions over partitions, so that what finds them again is in rows of its own. Texts and
 * moments (ISO 8601) are strings, counts are Int32. Trees (requests, documents) are strings of JSON: an exact undo needs what
 * was written, exactly. Keys are made by {@link io.lamplighter.azure.table.Key}: as they stand here where a key can hold them,
 * else a name made from them. ORDER is a moment as 26 digits, N that of its time, R the reverse: smaller the later.
 *
 * <table>
 * <caption>A finding: partition {@code finding-ID}, row {@code finding}</caption>
 * <tr><th>Property<th>Holds
 * <tr><td>finding<td>its id
 * <tr><td>token<td>of the delivery that has it, or had it last
 * <tr><td>leaseUntil<td>empty when the delivery gave it back
 * <tr><td>deliveries<td>Int32, how often its alert came in
 * <tr><td>account, time, region, type, severity<td>of the alert
 * <tr><td>document<td>JSON, OCSF class 2004; not there until a delivery came to its end
 * </table>
 *
 * <table>
 * <caption>Its lease: partition {@code finding-ID}, row {@code lease-TOKEN}</caption>
 * <tr><th>Property<th>Holds
 * <tr><td>none<td>the row is there as long as no other delivery has the finding. A transaction merges nothing into it, which
 *     fails where it is gone: so a lease is held in the very write, whoever else writes under it at the time
 * </table>
 *
 * <table>
 * <caption>A step, the ledger entry of one change: partition {@code finding-ID}, row {@code step-STEP}</caption>
 * <tr><th>Property<th>Holds
 * <tr><td>step, finding<td>their ids
 * <tr><td>state<td>PLANNED, ON, FAILED, UNDOING or UNDONE; every write of it is conditional, by ETag
 * <tr><td>source, account, region, action, note<td>as in the ledger entry
 * <tr><td>targets, request, before, after<td>JSON
 * <tr><td>plannedAt, settledAt, expiresAt<td>ISO 8601, exact
 * <tr><td>writer<td>new at each write: a write that is sent again after an answer that was lost meets itself
 * <tr><td>made<td>JSON, names of what the step made, from its last settling as on
 * <tr><td>document<td>JSON, OCSF class 7001
 * </table>
 *
 * <table>
 * <caption>What finds them again</caption>
 * <tr><th>Partition<th>Row<th>Properties
 * <tr><td>{@code account-ACCOUNT}<td>{@code R-FINDING}<td>finding, time
 * <tr><td>{@code resource}<td>{@code NAME-R-FINDING}, NAME made from the resource's id<td>finding, time
 * <tr><td>{@code step}<td>{@code id-STEP}<td>finding
 * <tr><td>{@code step}<td>{@code until-N-STEP}, N of its expiry<td>finding, step
 * <tr><td>{@code made}<td>{@code NAME-R-STEP}, NAME made from the thing's id, R of the plan<td>finding, step
 * <tr><td>{@code request}<td>{@code REQUEST}, the id that Azure gave a call of ours<td>step, calledAt
 * <tr><td>{@code day}<td>{@code 2026-03-10}<td>steps (Int32, planned on this day), latest (the last 50 changes by name)
 * </table>
 *
 * <p>One partition takes 2,000 rows a second (https://learn.microsoft.com/azure/storage/tables/scalability-targets), a store
 * writes about as many as a finding touched: one partition for each way of finding makes one transaction of them and holds a
 * hundred findings a second.
 *
 * <p>A string holds 32 K characters, a row 1 MB, a transaction 4 MB. A tree of more than 32,000 characters is a blob, and the
 * property says where: not pieces over properties, since a transaction of 90 steps has to hold whatever they are, and since a
 * reader of the table gets a whole document either way. The container has the table's name; a blob is named by its finding and
 * what is in it and written before its row, so that it is never written over and what a row points to is always there.
 * Those of earlier documents stay, as all evidence does.
 *
 * <p>What is written in which order, and what a crash in between leaves:
 *
 * <ul>
 *   <li>open: the finding and its lease, or the change of both, in one transaction. Nothing in between.
 *   <li>plan: the day's places, and beside them the rows that find the steps, then all steps under the lease in one
 *       transaction (several over 99). A crash leaves places that nobody used, so that a day may end early and never
 *       late, and rows that point to steps that are not there. Places are given back only where it is known that
 *       nothing was written.
 *   <li>settle: for a step that is on, the rows that find what it made, beside the look whether it may be, and where
 *       it had failed its expiry; then the step; of one that is not on any more, the row of its expiry goes last. A
 *       crash leaves rows that point to a step which does not say so.
 *   <li>store: the document's blob, the rows that find the finding side by side, then the finding under the lease. A
 *       crash leaves rows that point to a finding that is not stored, or not with this time.
 *   <li>claim of an undo and a call of ours: one write each.
 * </ul>
 *
 * <p>So a row that finds something is there before what it finds, and whoever follows one reads that as it is now and passes over
 * what does not say the same: the account and time, the step, the name among what it made, or whether it may still be on. What
 * comes later writes the same rows again. Only that a finding touched a resource is taken from the row: a delivery that looked
 * at it did write it, even if another one's document is kept.
 *
 * <p>Nothing of a finding is deleted: it is evidence, and a step that vanished could not be undone. What is deleted are
 * leases that are over and expiries of what is off.
 *
 * <p>Round trips: open 1, or 3 and the entries where the finding was seen before; plan 3, and 2 more where steps are there
 * already; settle 2, and 1 more for an expiry; store 2; claim 2; a call of ours 1 to write and 1 to look
 * for; a step by its id 2; the lists and what was made 1, and 1 for each that is found, side by side; 1 more for each large
 * document. A transaction holds 100 rows: 1 more for each 100 that find, 99 steps, and where two plans of different findings
 * meet at the day's count.
 */
@NullMarked
package io.lamplighter.azure.table;

import org.jspecify.annotations.NullMarked;
