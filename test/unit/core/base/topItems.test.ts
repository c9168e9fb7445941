import assert from 'node:assert/strict';
import { TopItems } from '../../../../src/core/base/topItems';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';

/** Items with keys, of which the lowest are foremost; counts how often they are searched. */
class Items {
  readonly keys = new Map<number, number>();
  searches = 0;
  readonly foremost: TopItems;

  constructor(private readonly max: number) {
    const keyOf = (item: number): number => {
      const key = this.keys.get(item);
      assert(key !== undefined, `item ${item} is compared, which has no key any more`);
      return key;
    };
    this.foremost = new TopItems((a, b) => keyOf(a) - keyOf(b) || a - b, max);
  }

  put(item: number, key: number): void {
    this.take(item);
    this.keys.set(item, key);
    this.foremost.enter(item, this.keys.size - 1);
  }

  take(item: number): void {
    if (this.keys.has(item)) {
      this.foremost.leave(item);
      this.keys.delete(item);
    }
  }

  work(): Generator<undefined, void> {
    return this.foremost.update(
      () => {
        this.searches++;
        return [...this.keys.keys()];
      },
      item => this.keys.has(item),
      () => this.keys.size,
    );
  }

  first(meanwhile?: () => void): readonly number[] {
    finish(this.work(), meanwhile);
    return this.foremost.items;
  }

  expected(): number[] {
    return [...this.keys]
      .sort(([a, x], [b, y]) => x - y || a - b)
      .slice(0, this.max)
      .map(([item]) => item);
  }
}

describe('TopItems', () => {
  const filled = (count: number, max: number): Items => {
    const items = new Items(max);
    for (let item = 0; item < count; item++) {
      items.put(item, (item * 7_919) % 10_007);
    }
    return items;
  };

  it('is empty before a search, and for an empty list', () => {
    const items = new Items(3);
    assert.deepEqual(items.foremost.items, []);
    assert.deepEqual(items.first(), []);
    assert.equal(items.searches, 0);
    items.put(5, 1);
    assert.deepEqual(items.first(), [5]);
  });

  it('returns at most the requested number, in order, of few and of many', () => {
    for (const count of [1, 2, 3, 4, 6, 7, 11, 12, 13, 100, 4_096, 4_097, 10_000]) {
      const items = filled(count, 3);
      assert.deepEqual(items.first(), items.expected(), `of ${count}`);
    }
  });

  it('searches once, and not again while it has enough items', () => {
    const items = filled(1_000, 3);
    items.first();
    for (let round = 0; round < 100; round++) {
      // The foremost one leaves, and one that is before all others comes.
      const [foremost] = items.foremost.items;
      items.take(foremost ?? 0);
      items.put(2_000 + round, -round);
      assert.deepEqual(items.first(), items.expected());
    }
    assert.equal(items.searches, 1);
    items.expected().forEach(item => items.take(item));
    assert.deepEqual(items.first(), items.expected());
    assert.equal(items.searches, 1, 'as many again are kept');
    items.expected().forEach(item => items.take(item));
    assert.deepEqual(items.first(), items.expected());
    assert.equal(items.searches, 2);
  });

  it('knows all of a few items without a search, through all changes', () => {
    const items = filled(3, 3);
    items.first();
    items.put(10, -1);
    items.put(11, 20_000);
    items.take(10);
    items.take(0);
    items.put(12, 30_000);
    assert.deepEqual(items.first(), items.expected());
    assert.equal(items.searches, 1);
  });

  it('continues a canceled search', () => {
    const items = filled(20_000, 3);
    items.work().next();
    assert.deepEqual(items.first(), items.expected());
    assert.equal(items.searches, 1);
  });

  it('searches again when its last item is removed', () => {
    const items = filled(9_000, 2);
    let isFirst = true;
    const first = items.first(() => {
      if (isFirst) {
        isFirst = false;
        [...items.keys]
          .slice(0, 4_096)
          .sort(([, x], [, y]) => x - y)
          .slice(0, 8)
          .forEach(([item]) => items.take(item));
      }
    });
    assert.deepEqual(first, items.expected());
    assert.equal(items.searches, 2);
  });

  it('is correct over random changes, even during its search', () => {
    const random = Random.of(3, 9);
    for (let round = 0; round < 20; round++) {
      const items = filled(random.pick([0, 3, 8, 5_000, 9_000]), random.pick([1, 4, 20]));
      const change = (): void => {
        for (let count = random.integer(1, 12); count > 0; count--) {
          const known = random.chance(0.5) ? items.expected() : [...items.keys.keys()];
          const one = random.chance(0.7) ? known[random.integer(0, known.length)] : undefined;
          const item = one ?? random.integer(0, 12_000);
          if (random.chance(0.5)) {
            items.take(item);
          } else {
            items.put(item, random.pick([-1, 5, 9_999]) * random.integer(0, 9));
          }
        }
      };
      let changes = 0;
      for (let step = 0; step < 8; step++) {
        assert.deepEqual(
          items.first(() => {
            if (changes++ < 10) {
              change();
            }
          }),
          items.expected(),
        );
        change();
      }
    }
  });
});
