/**
 * Route 53 Resolver query logs: the DNS questions of every host in a VPC.
 *
 * <h2>What it shows</h2>
 * Each question that a host of the VPC asks the VPC's own resolver: when, which instance and address, the name, the
 * type, the answer's code and the answer. Names tell of command and control, of tunnels and of mining pools before an
 * address does. Only questions that the resolver has no cached answer for are logged, so a name that is not there may
 * still have been asked; DNS over HTTPS and other resolvers pass it by.
 *
 * <p>The service takes five calls a second for an account and region, and one VPC a call: what is more than five changes
 * goes out at two and a half a second, a hundred VPCs in forty seconds.
 *
 * <h2>What it costs</h2>
 * No charge for the configuration; the vended-log rate per GB delivered, and the storage. A busy VPC makes a few GB a
 * day. One configuration serves every VPC of an account and region.
 *
 * <h2>First record</h2>
 * Within a few minutes; nothing is logged of the time before
 * (<a href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html">AWS</a>).
 *
 * <h2>Undo</h2>
 * The association that we made is taken away, if it is still the one that we made; our configuration is deleted with the
 * step that made it, once no VPC is associated with it any more. What is in the bucket stays.
 */
@NullMarked
package io.lamplighter.aws.source.resolverquerylogs;

import org.jspecify.annotations.NullMarked;
