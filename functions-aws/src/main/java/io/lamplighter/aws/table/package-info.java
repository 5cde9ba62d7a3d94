/**
 * The central table on DynamoDB: the findings, the ledger under them, and the rows that find both again.
 *
 * <p>One finding is one partition, so that a finding and its ledger are read by one query. {@link
 * io.lamplighter.aws.table.CentralTable} is the schema. Texts are strings (S), moments in ISO 8601 are strings, numbers
 * are N. Trees (requests, documents) are strings of JSON and not DynamoDB maps: a DynamoDB number does not tell 1 from
 * 1.0, its maps keep no order and end at 32 levels, and an exact undo needs what was written, exactly.
 *
 * <table>
 * <caption>A finding</caption>
 * <tr><th>Attribute<th>Holds
 * <tr><td>pk<td>{@code FINDING#} and the finding's id
 * <tr><td>sk<td>{@code FINDING}
 * <tr><td>token<td>of the delivery that has it, or had it last
 * <tr><td>leaseUntil<td>N, epoch seconds with nine decimals; not there when the delivery gave it back
 * <tr><td>deliveries<td>N, how often its alert came in
 * <tr><td>account, time<td>the index by account; time is N, epoch seconds with nine decimals, of the alert
 * <tr><td>region, type, severity<td>of the alert
 * <tr><td>document<td>JSON, OCSF class 2004; not there until a delivery came to its end
 * </table>
 *
 * <table>
 * <caption>A step, the ledger entry of one change</caption>
 * <tr><th>Attribute<th>Holds
 * <tr><td>pk<td>{@code FINDING#} and the finding's id
 * <tr><td>sk<td>{@code STEP#} and the step's id
 * <tr><td>step<td>the step's id; the index by step, since a person names a step alone
 * <tr><td>state<td>PLANNED, ON, FAILED, UNDOING or UNDONE; every write of it is conditional
 * <tr><td>source, account, region, action, note<td>as in the ledger entry
 * <tr><td>targets, request, before, after<td>JSON
 * <tr><td>plannedAt, settledAt, expiresAt<td>ISO 8601, exact
 * <tr><td>live, expires<td>the index by expiry: {@code live} is there only while the change is or may be on (PLANNED, ON,
 *     UNDOING), {@code expires} is N, epoch seconds with nine decimals
 * <tr><td>claim<td>of the undo that has it, or had it last
 * <tr><td>document<td>JSON, OCSF class 7001
 * </table>
 *
 * <table>
 * <caption>A resource that a finding touched</caption>
 * <tr><th>Attribute<th>Holds
 * <tr><td>pk<td>{@code FINDING#} and the finding's id
 * <tr><td>sk<td>{@code RESOURCE#} and a name made from the resource's id
 * <tr><td>resource, time<td>the index by resource; resource is the id, time as in the finding
 * </table>
 *
 * <table>
 * <caption>A thing that a step made, such as a flow log; written with the settling as on</caption>
 * <tr><th>Attribute<th>Holds
 * <tr><td>pk<td>{@code FINDING#} and the finding's id
 * <tr><td>sk<td>{@code MADE#}, a name made from the thing's id, {@code #} and the step's id
 * <tr><td>resource, time<td>the index by resource; resource is {@code MADE#} and the thing's id, time is N, epoch seconds with
 *     nine decimals, of the plan
 * </table>
 *
 * <table>
 * <caption>A call of ours</caption>
 * <tr><th>Attribute<th>Holds
 * <tr><td>pk<td>{@code REQUEST#} and the id that AWS gave the call, CloudTrail's {@code requestID}
 * <tr><td>sk<td>{@code REQUEST}
 * <tr><td>step<td>the id of the step that it made or undid
 * <tr><td>calledAt<td>ISO 8601
 * </table>
 *
 * <table>
 * <caption>A UTC day's count of steps</caption>
 * <tr><th>Attribute<th>Holds
 * <tr><td>pk<td>{@code DAY#} and the date, {@code 2026-03-10}
 * <tr><td>sk<td>{@code DAY}
 * <tr><td>steps<td>N, steps planned on this day over all findings
 * </table>
 *
 * <p>Nothing is deleted by time to live: a finding is evidence, and a step that vanished could not be undone. Values of
 * keys that DynamoDB would refuse (empty, or over 900 bytes) are replaced by a name made from them.
 *
 * <p>Round trips: open 1, and 1 more where the finding was seen before; plan, store, settle and claim 1 each, 1 more
 * for every 95 steps, 99 resources or 99 things made over the first ones; a call of ours 1 to write and 1 to look for, what
 * was made 1 to look for and 1 more where it was by us. Condition checks and transactions are DynamoDB's own
 * (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html).
 */
@NullMarked
package io.lamplighter.aws.table;

import org.jspecify.annotations.NullMarked;
