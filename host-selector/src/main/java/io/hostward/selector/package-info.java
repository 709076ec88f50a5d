/**
 * Which host? Policies: pure functions from an inventory snapshot and a context to a ranking. No
 * I/O, no clock but the one handed in, no randomness but the context's seed and turn; what a policy
 * knows of earlier uploads comes from {@link io.hostward.memory.HostMemory} by way of the context.
 *
 * <p>By method from {@link io.hostward.selector.HostPolicies}, by string from {@link
 * io.hostward.selector.PolicyCatalog}:
 *
 * <table>
 * <caption>Policies</caption>
 * <tr><th>name</th><th>options (default)</th><th>ranks</th></tr>
 * <tr><td>least-loaded</td><td>ties (0.5), half-life (20s), seed</td>
 *     <td>by the time that the file is predicted to take</td></tr>
 * <tr><td>same-subnet</td><td>then (least-loaded)</td>
 *     <td>hosts in a subnet of the client first</td></tr>
 * <tr><td>fastest</td><td>explore (0.05), half-life (5m), seed</td>
 *     <td>by what earlier uploads got</td></tr>
 * <tr><td>vcenter-default</td><td></td><td>the host that vCenter would presumably relay through</td></tr>
 * <tr><td>round-robin, random, first-usable</td><td>seed (random alone)</td>
 *     <td>in turn, by lot, in vCenter's order</td></tr>
 * <tr><td>pinned</td><td>host</td><td>named hosts and nothing else, the relay included</td></tr>
 * <tr><td>none</td><td></td><td>no host: the relay; as the last of first-of it allows the
 *     relay after policies that do not, as in {@code first-of,of=(pinned,host=esx1),of=none}</td></tr>
 * <tr><td>prefer, require, avoid</td><td>one of host, cluster, subnet; then (least-loaded)</td>
 *     <td>hosts that match first, alone and without the relay, last</td></tr>
 * <tr><td>failed-last</td><td>within (5m), then (least-loaded)</td>
 *     <td>hosts that failed lately last</td></tr>
 * <tr><td>first-of</td><td>of, several times</td>
 *     <td>hosts that the first policy ranks, then those that only the second ranks, ...</td></tr>
 * <tr><td>weighted</td><td>WEIGHT=POLICY, several times</td><td>by the mean of scores</td></tr>
 * </table>
 *
 * <p>Several names in one option are separated by {@code |}; {@code *} in a name stands for any
 * characters. A policy with options of its own stands in parentheses, but {@code then=} may do
 * without them: it takes all that follows.
 */
@NullMarked
package io.hostward.selector;

import org.jspecify.annotations.NullMarked;
