/**
 * What is one delivery? A file, a place on a datastore, and what is known of the content: the words
 * that all rooms above share. Sees nothing of them.
 *
 * <p>The rooms of this module, from the ground up; data go one way, {@code Sources x Targets ->
 * Plan -> Schedule -> Deliveries -> Ledger -> Report}, and each room sees those before it alone:
 *
 * <table>
 * <caption>Rooms</caption>
 * <tr><th>room</th><th>makes</th><th>asks through a port of its own</th></tr>
 * <tr><td>{@code delivery}</td><td>{@code Delivery}, {@code SourceFile}, {@code ContentDigest}</td>
 *     <td></td></tr>
 * <tr><td>{@code source}</td><td>streams of source files, or of deliveries from a manifest</td>
 *     <td>{@code Sources}: look at it, open it. Local files by default</td></tr>
 * <tr><td>{@code target}</td><td>source files x datastores: a stream of deliveries; one name for
 *     each datastore</td>
 *     <td>{@code Datastores}: which are there?</td></tr>
 * <tr><td>{@code plan}</td><td>deliveries with a verdict</td>
 *     <td>{@code Listings}: what is there? {@code KnownContents}: what do we know of it?</td></tr>
 * <tr><td>{@code shard}</td><td>which machine owns which datastore</td><td></td></tr>
 * <tr><td>{@code schedule}</td><td>the order in which deliveries are carried out</td>
 *     <td>{@code Backlog}: what is left? {@code Journal}: write it down. {@code Carrier}: carry it
 *     out</td></tr>
 * <tr><td>{@code mirror}</td><td>which files without a source go</td>
 *     <td>{@code KnownFiles}: what did we put there? {@code Deletions}: delete it</td></tr>
 * <tr><td>{@code ledger}</td><td>fills {@code KnownContents}, {@code Backlog}, {@code Journal} and
 *     {@code KnownFiles} from one file</td><td></td></tr>
 * <tr><td>{@code vsphere}</td><td>fills {@code Datastores}, {@code Listings} and {@code Deletions}
 *     from a vSphere</td><td></td></tr>
 * <tr><td>{@code upload}</td><td>fills {@code Carrier}</td><td></td></tr>
 * <tr><td>{@code progress}</td><td>totals and events from what the schedule tells</td><td></td></tr>
 * </table>
 *
 * <p>What makes a million rows fit into a small heap: sources are lazy, the plan looks at a bounded
 * window of them, what it finds goes into the ledger, and the schedule reads a few rows of each
 * datastore back at a time.
 */
@NullMarked
package io.hostward.bulk.delivery;

import org.jspecify.annotations.NullMarked;
