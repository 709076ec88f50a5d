package io.hostward.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.Hostward;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.ListedDatastore;
import io.hostward.inventory.Mount;
import io.hostward.inventory.NameGlob;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.spi.Datastore;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.NoRouteException;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadRequest;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Through the façade: no usable host gives one exception that lists every reason. */
@Domain(AnySnapshot.class)
@Domain(DomainContext.Global.class)
class NoUsableHostTest {

  @Provide
  Arbitrary<String> refusing() {
    return Arbitraries.of(
        "none", "pinned,host=nobody", "require,cluster=nowhere,then=least-loaded");
  }

  @Property(tries = 100)
  void theExceptionListsEveryReason(
      @ForAll("refusing") String policy, @ForAll AnySnapshot.Case any) {
    // That a datastore is mounted read only everywhere is told as the datastore's own failing.
    List<Mount> mounts = any.snapshot().mounts();
    Assume.that(
        mounts.isEmpty()
            || mounts.stream().anyMatch(mount -> mount.accessMode() != Mount.AccessMode.READ_ONLY));
    Selection selection = HostPolicies.named(policy).select(any.snapshot(), any.context());
    try (Hostward hostward =
        Hostward.builder()
            .vsphere(new OnlyInventory(any.snapshot()))
            .transport(new NoTransport())
            .policy(HostPolicies.named(policy))
            .build()) {
      UploadRequest request =
          UploadRequest.of(UploadSource.of(new byte[1]), DatastorePath.parse("[vmstore] a.iso"))
              .over(RoutePreference.DIRECT_ONLY);
      NoRouteException e =
          catchThrowableOfType(NoRouteException.class, () -> hostward.upload(request));

      assertThat(e.rejections()).containsExactlyInAnyOrderElementsOf(selection.refused());
      for (Rejection refused : e.rejections()) {
        assertThat(e).hasMessageContaining(refused.host() + ": " + refused.reason());
      }
      if (any.snapshot().mounts().isEmpty()) {
        assertThat(e).hasMessageContaining("no host mounts it");
      }
    }
  }

  /** A vSphere of which nothing but the inventory may be asked. */
  private record OnlyInventory(InventorySnapshot snapshot) implements VSphere, Datastore {
    @Override
    public String describe() {
      return "vCenter at vc.example:443";
    }

    @Override
    public Datastore datastore(String name, Optional<String> datacenter) {
      return this;
    }

    @Override
    public Datastore afresh() {
      return this;
    }

    @Override
    public List<ListedDatastore> datastores() {
      return List.of();
    }

    @Override
    public Optional<Route.Relay> relay() {
      return Optional.empty();
    }

    @Override
    public Instant time() {
      throw new AssertionError("no time is due without a route");
    }

    @Override
    public ServiceTicket ticket(Route route, HttpMethod method, DatastorePath file) {
      throw new AssertionError("no ticket is due without a route");
    }

    @Override
    public Optional<DatastoreEntry> find(DatastorePath name) {
      throw new AssertionError("no file is due without a route");
    }

    @Override
    public Optional<FolderListing> list(String folder, Collection<NameGlob> names) {
      throw new AssertionError("no search is due without a route");
    }

    @Override
    public List<FolderListing> listAll(String folder, Collection<NameGlob> names) {
      throw new AssertionError("no search is due without a route");
    }

    @Override
    public void makeFolder(DatastorePath file) {
      throw new AssertionError("no folder is due without a route");
    }

    @Override
    public void createFolder(DatastorePath folder) {
      throw new AssertionError("no folder is due without a route");
    }

    @Override
    public void move(DatastorePath from, Datastore target, DatastorePath to, boolean overwrite) {
      throw new AssertionError("no move is due without a route");
    }

    @Override
    public void copy(DatastorePath from, Datastore target, DatastorePath to, boolean overwrite) {
      throw new AssertionError("no copy is due without a route");
    }

    @Override
    public void copyDisk(DatastorePath from, Datastore target, DatastorePath to) {
      throw new AssertionError("no copy is due without a route");
    }

    @Override
    public void moveDisk(DatastorePath from, Datastore target, DatastorePath to) {
      throw new AssertionError("no move is due without a route");
    }

    @Override
    public void deleteDisk(DatastorePath disk) {
      throw new AssertionError("nothing is to be deleted without a route");
    }

    @Override
    public void delete(DatastorePath file) {
      throw new AssertionError("nothing is to be deleted without a route");
    }

    @Override
    public void close() {}
  }

  private static final class NoTransport implements Transport {
    @Override
    public CompletableFuture<TransferReceipt> put(
        ServiceTicket ticket, UploadSource source, LongConsumer progress) {
      throw new AssertionError("no transfer is due without a route");
    }

    @Override
    public CompletableFuture<TransferReceipt> get(
        ServiceTicket ticket, WritableByteChannel sink, LongConsumer progress) {
      throw new AssertionError("no transfer is due without a route");
    }

    @Override
    public CompletableFuture<ServerAnswer> call(ServerCall call) {
      throw new AssertionError("no call is due");
    }

    @Override
    public void close() {}
  }
}
