#include "engine/model/case_copy.hpp"

#include <gtest/gtest.h>

namespace rettesnor {
namespace {

/// A case with one list of one element that has a list of one element.
Case nested() {
  Case out;
  out.id = "A";
  out.municipality.push_back({"0999", std::nullopt});
  out.root = std::make_unique<Element>();
  Element* at = out.root.get();
  for (const char* id : {"outer", "inner"}) {
    at->lists.emplace_back();  // a cell that is no list
    auto list = std::make_unique<ListCell>();
    list->unmapped = true;
    auto child = std::make_unique<Element>();
    child->id = id;
    child->parent = at;
    child->cells.resize(1);
    child->cells[0].reason = id;
    list->elements.push_back(std::move(child));
    at->lists.push_back(std::move(list));
    at = at->lists[1]->elements[0].get();
  }
  return out;
}

TEST(CaseCopy, HasTheSameContentInElementsOfItsOwn) {
  const Case original = nested();
  const Case copy = clone(original);
  EXPECT_EQ(copy.id, "A");
  EXPECT_EQ(copy.municipality.at(0).code, "0999");
  const Element& outer = *copy.root->lists.at(1)->elements.at(0);
  const Element& inner = *outer.lists.at(1)->elements.at(0);
  EXPECT_EQ(copy.root->lists[0], nullptr);
  EXPECT_TRUE(copy.root->lists[1]->unmapped);
  EXPECT_EQ(outer.id, "outer");
  EXPECT_EQ(inner.cells.at(0).reason, "inner");
  EXPECT_EQ(copy.root->parent, nullptr);
  EXPECT_EQ(outer.parent, copy.root.get()) << "not the original's";
  EXPECT_EQ(inner.parent, &outer);
}

TEST(CaseCopy, DoesNotChangeTheOriginal) {
  const Case original = nested();
  const Case copy = clone(original);
  copy.root->lists[1]->elements[0]->cells[0].reason = "changed";
  EXPECT_EQ(original.root->lists[1]->elements[0]->cells[0].reason, "outer");
}

TEST(CaseCopy, OfACaseWithoutContentHasNone) { EXPECT_EQ(clone(Case{}).root, nullptr); }

}  // namespace
}  // namespace rettesnor
