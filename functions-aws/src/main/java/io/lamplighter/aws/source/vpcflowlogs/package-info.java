/**
 * VPC flow logs: who talked to whom, by address, port, volume and verdict, for a network interface, a subnet or a VPC.
 *
 * <h2>What it shows</h2>
 *
 * <p>Every flow that a network interface sent or received, accepted or refused, in windows of a minute: addresses and
 * ports before and after translation, bytes, TCP flags, direction, the way it took, the ECS task behind it, the next
 * hop. An alert lights the narrowest thing it names (the interfaces of an instance, the subnets of a function, the VPC
 * of a cluster); hardening lights whole VPCs.
 *
 * <p>It does not show content, nor anything from before it was lit, nor DNS queries to the Amazon resolver (that is what
 * the resolver query logs are for), the instance metadata service at 169.254.169.254, time, DHCP and licence traffic.
 * Behind a load balancer it shows the balancer's address, not the client's. A flow log that records only refused or only
 * accepted traffic, that cannot deliver, or whose format has no addresses, counts as dark; one that a CloudWatch
 * telemetry rule keeps counts as light. The fields for tags stay empty: the tags to copy would have to be chosen.
 *
 * <h2>What it costs</h2>
 *
 * <p>Vended log delivery to S3 by the gigabyte, the conversion to Parquet, and the storage. A window of a minute gives
 * more records than one of ten on interfaces that are not Nitro's. AWS allows two flow logs on one resource: one slot is
 * taken, and where both are, nothing is done.
 *
 * <h2>First record</h2>
 *
 * <p>About ten minutes after there is traffic: a minute's window, files that close every five minutes, and the delivery
 * to S3, which is best effort. Without traffic nothing appears.
 *
 * <h2>Undo</h2>
 *
 * <p>The flow logs that the step made are deleted, each only while it still carries the step's tag. Flow logs cannot be
 * changed, so nothing else of theirs can differ. What was recorded stays in the evidence store.
 */
@NullMarked
package io.lamplighter.aws.source.vpcflowlogs;

import org.jspecify.annotations.NullMarked;
