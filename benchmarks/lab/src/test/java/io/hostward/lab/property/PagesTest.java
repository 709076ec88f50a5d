package io.hostward.lab.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.RetrieveResult;
import io.hostward.lab.vim.VimFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PagesTest {

  private static List<ObjectContent> contents(int count) {
    return IntStream.range(0, count).mapToObj(i -> new ObjectContent()).toList();
  }

  @Property
  void pagesTogetherAreTheWhole(
      @ForAll @IntRange(min = 1, max = 60) int count,
      @ForAll @IntRange(min = 0, max = 70) int pageSize) {
    Pages pages = new Pages();
    List<ObjectContent> all = contents(count);
    List<ObjectContent> read = new ArrayList<>();
    RetrieveResult page = pages.first(all, pageSize);
    while (page != null) {
      assertThat(page.getObjects()).isNotEmpty();
      assertThat(pageSize == 0 || page.getObjects().size() <= pageSize).isTrue();
      read.addAll(page.getObjects());
      page = page.getToken() == null ? null : pages.next(page.getToken());
    }
    assertThat(read).containsExactlyElementsOf(all);
  }

  @Test
  void anEmptyResultIsNoPage() {
    assertThat(new Pages().first(List.of(), 10)).isNull();
  }

  @Test
  void aTokenIsGoodOnce() {
    Pages pages = new Pages();
    RetrieveResult first = Objects.requireNonNull(pages.first(contents(3), 1));
    String token = first.getToken();
    pages.cancel(token);
    assertThatThrownBy(() -> pages.next(token))
        .isInstanceOf(VimFault.class)
        .hasMessageContaining("token");
    assertThatThrownBy(() -> pages.cancel("never")).hasMessageContaining("token");
  }
}
