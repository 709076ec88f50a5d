package io.hostward.lab.property;

import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.RetrieveResult;
import io.hostward.lab.vim.Faults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left of paged results, by token. A token is good once. Thread-safe. */
public final class Pages {
  private final Map<String, Rest> rests = new HashMap<>();
  private int issued;

  /** Objects that were not handed out yet, and how many to hand out at once. */
  private record Rest(List<ObjectContent> objects, int pageSize) {}

  /**
   * The first page of a result.
   *
   * @param pageSize most objects in a page; zero for all
   * @return null for an empty result, as on the wire
   */
  public synchronized @Nullable RetrieveResult first(List<ObjectContent> all, int pageSize) {
    if (all.isEmpty()) {
      return null;
    }
    return page(new Rest(all, pageSize <= 0 ? all.size() : pageSize));
  }

  /** The page that a token stands for; InvalidArgument if there is no such token. */
  public synchronized RetrieveResult next(String token) {
    return page(take(token));
  }

  /** Forgets the rest of a result; InvalidArgument if there is no such token. */
  public synchronized void cancel(String token) {
    take(token);
  }

  private Rest take(String token) {
    Rest rest = rests.remove(token);
    if (rest == null) {
      throw Faults.invalidArgument("token");
    }
    return rest;
  }

  private RetrieveResult page(Rest rest) {
    int size = Math.min(rest.pageSize(), rest.objects().size());
    var page = new RetrieveResult();
    page.getObjects().addAll(rest.objects().subList(0, size));
    if (size < rest.objects().size()) {
      String token = String.valueOf(issued++);
      rests.put(
          token, new Rest(rest.objects().subList(size, rest.objects().size()), rest.pageSize()));
      page.setToken(token);
    }
    return page;
  }
}
