/**
 * Entra logs of the tenant: sign-ins of people, applications and managed identities, changes of the directory, risks.
 *
 * <h2>What it shows</h2>
 *
 * <p>Who signed in, from where, with what and to which application, also without a person at the keyboard and as an
 * application; what was changed in the directory and by whom; what was provisioned; what Entra itself holds for risky.
 * Each category that is wanted and that the tenant offers has to arrive somewhere; those that do not go into a setting of
 * our own. The logs of network access, of Graph calls and of single products are left alone: they are of another size and
 * purpose.
 *
 * <p>It does not show anything from before it was lit; Entra itself keeps sign-ins and changes for 7 days, or 30 with a P1
 * licence, and they can be exported from there. What was sent to a place that is gone counts as dark.
 *
 * <p>Looking and changing are granted at the scope {@code /providers/Microsoft.aadiam} and not by a role in any subscription:
 * a person needs the directory role Security Administrator, an application or a managed identity the Azure role Contributor at that
 * scope, which only a Global Administrator with elevated access can give. Whether the change is allowed cannot be asked
 * beforehand, since directory roles do not show among Azure's permissions; a look or a
 * change that is denied is refused by the rule {@code tenant-grant} with what is missing. Sign-in and provisioning logs need
 * Entra ID P1 or P2, risks P2, risks of applications Workload ID Premium; without the licence Azure takes the setting and
 * sends nothing, and no call of Azure Resource Manager tells, so that each verdict says which of its categories need one.
 *
 * <h2>What it costs</h2>
 *
 * <p>The ingestion of the workspace, or the storage, or the stream. Non-interactive and application sign-ins are by far the
 * largest. Of the evidence stores the one is used where Lamplighter itself runs, or else the first, since a tenant lies in no
 * location. One of five places
 * for settings is taken, and where all are, nothing is done.
 *
 * <h2>First record</h2>
 *
 * <p>Minutes to hours; up to three days in a tenant that exports for the first time.
 *
 * <h2>Undo</h2>
 *
 * <p>The setting that the step made is deleted, if it still says what we left, all of it; settings carry no tags, and Azure
 * takes no condition with the call, so that between the look and the delete lies the time of one call. What was exported
 * stays.
 */
@NullMarked
package io.lamplighter.azure.source.entralogs;

import org.jspecify.annotations.NullMarked;
