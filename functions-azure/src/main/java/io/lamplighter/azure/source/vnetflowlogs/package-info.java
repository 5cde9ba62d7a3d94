/**
 * VNet flow logs: who talked to whom, by address, port, volume and verdict, for a network interface, a subnet or a virtual
 * network.
 *
 * <h2>What it shows</h2>
 *
 * <p>Every flow that a network interface sent or received, accepted or denied, in windows of a minute: addresses, ports,
 * protocol, direction, state, encryption, packets and bytes both ways, and the rule that decided. An alert lights the
 * narrowest thing it names (the interfaces of a machine, the subnet of an app, the network of a cluster); hardening lights
 * whole virtual networks.
 *
 * <p>It does not show content, nor anything from before it was lit. A flow log that is disabled, that Azure could not make,
 * that records some flows only, or whose storage account is gone, shut to Azure or of a kind that takes no logs counts as
 * dark; an account in another subscription is not looked at, and its owner's word is taken. Where several
 * hang around one interface, the narrowest that is enabled records it, so that none is put below one that somebody else
 * has enabled: that would take records away from theirs. Azure takes one flow log on a target; where somebody else's is,
 * nothing is done. An NSG flow log counts as light for what its group is known to guard, with a word on its end: Azure
 * has made no new ones since 30 June 2025 and ends them on 30 September 2027.
 *
 * <h2>What it costs</h2>
 *
 * <p>Collection by the gigabyte after the first five in a month, and the storage. Traffic Analytics, which is off unless it
 * is set, costs by the gigabyte that it looks through and what its workspace takes, and leaves a data collection rule and
 * endpoint in the workspace's resource group.
 *
 * <h2>First record</h2>
 *
 * <p>Some minutes after there is traffic. Without traffic nothing appears. The evidence store has to be in the location of
 * what is lit, standard and not premium, and its firewall has to let trusted Microsoft services in; when its keys are
 * rotated, flow logs stop until they are disabled and enabled.
 *
 * <h2>Undo</h2>
 *
 * <p>The flow log that the step made is deleted, as long as it is as the step made it: target, storage account, retention,
 * filter, identity, Traffic Analytics with its workspace, and the step's tag. One of ours that
 * Azure could not make is made anew by the next alert that meets it, and is from then on that alert's to undo. What was recorded stays in the evidence store.
 */
@NullMarked
package io.lamplighter.azure.source.vnetflowlogs;

import org.jspecify.annotations.NullMarked;
