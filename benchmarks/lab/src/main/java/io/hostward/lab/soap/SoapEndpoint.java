package io.hostward.lab.soap;

import io.hostward.lab.fault.Fault;
import io.hostward.lab.net.SoapCall;
import io.hostward.lab.net.SoapHandler;
import io.hostward.lab.net.SoapReply;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.session.Session;
import io.hostward.lab.state.LabState;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.VimFault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * The {@code /sdk} of one server: finds the session, the operation and the object, and turns what
 * comes of it into a SOAP answer. Thread-safe.
 */
public final class SoapEndpoint implements SoapHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SoapEndpoint.class);

  private final SoapServer server;
  private final Operations operations = AllOperations.create();

  private SoapEndpoint(SoapServer server) {
    this.server = server;
  }

  /** The endpoint of a lab's vCenter. */
  public static SoapEndpoint forVcenter(LabState state) {
    return new SoapEndpoint(new SoapServer(LabState.VCENTER, state));
  }

  /**
   * The endpoint of a host.
   *
   * @param hostId its managed object id in the model
   */
  public static SoapEndpoint forHost(LabState state, String hostId) {
    return new SoapEndpoint(new SoapServer(hostId, state));
  }

  @Override
  public CompletionStage<SoapReply> handle(SoapCall http) {
    try {
      Element element = Envelope.operation(http.body());
      return run(http, element)
          .thenApply(answer -> Replies.result(element.getLocalName(), answer))
          .exceptionally(SoapEndpoint::failed);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(failed(e));
    }
  }

  private CompletableFuture<? extends Answer<?>> run(SoapCall http, Element element) {
    String name = element.getLocalName();
    Operation operation = operations.find(name);
    if (operation == null) {
      throw Faults.invalidRequest("Unable to resolve WSDL method name " + name);
    }
    server.state().calls(server.id()).add(name);
    Session session = server.sessions().find(http.cookie()).orElse(null);
    SessionScope scope = server.scope(session);
    Ref ref = Arguments.target(element);
    server
        .state()
        .faults()
        .takeSoap(server.id(), Fault.SoapFault.class, name)
        .ifPresent(f -> ScriptedFault.raise(f, ref));
    Call call = new Call(server, http, scope, target(operation, ref, scope), element);
    if (session != null && !operation.anonymous()) {
      Permissions.require(session, operation.privilege(), call.target());
    }
    return operation.body().run(call).toCompletableFuture();
  }

  private static ManagedObject target(Operation operation, Ref ref, SessionScope scope) {
    if (!operation.anonymous() && scope.session() == null) {
      throw Faults.notAuthenticated(ref, operation.privilege());
    }
    ManagedObject target = scope.find(ref);
    if (target == null) {
      throw Faults.managedObjectNotFound(ref);
    }
    if (!target.type().isA(operation.type())) {
      throw Faults.methodNotFound(ref, operation.name());
    }
    return target;
  }

  private static SoapReply failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof VimFault fault) {
      return Replies.fault(fault);
    }
    LOG.error("a SOAP call failed unexpectedly", cause);
    return Replies.fault(Faults.systemError(kind(cause)));
  }

  private static String kind(@Nullable Throwable cause) {
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }

  @Override
  public void close() {
    server.close();
  }
}
